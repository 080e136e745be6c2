using System.Text.Json;
using Executor.Core.Market;

namespace Executor.Core.Tests.Vectors;

public sealed class SwingVectorTests
{
    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfSwing_FindsTheSamePoint() => new VectorRun("swing.json", Tolerance.OfVectors).Check(Answer);

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name);
        one.Input.MustHaveOnly(one.Name, "series", "lr", "kind");
        var series = one.Input.GetProperty("series").EnumerateArray()
            .Select(value => value.ValueKind == JsonValueKind.Null ? (decimal?)null : value.ToDecimal())
            .ToArray();
        var kind = one.Input.Text("kind") == "low" ? SwingKind.Low : SwingKind.High;
        return new Outcome { ["swing"] = Swings.Last(series, one.Input.Whole("lr"), kind) };
    }
}
