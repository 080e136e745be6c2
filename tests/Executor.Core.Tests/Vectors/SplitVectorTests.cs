using Executor.Core.Arithmetic;

namespace Executor.Core.Tests.Vectors;

public sealed class SplitVectorTests
{
    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfSplit_GivesTheSameLegs() => new VectorRun("split.json", Tolerance.None).Check(Answer);

    internal static Outcome Legs(LegQuantities legs) => new()
    {
        ["qty1"] = legs.First,
        ["qty2"] = legs.Second,
        ["qty3"] = legs.Third,
    };

    internal static Outcome Error(SplitError error) => new()
    {
        ["error"] = error switch
        {
            SplitError.QuantityBelowOneStep => "qty_below_one_step",
            SplitError.LegRoundsToZero => "leg_rounds_to_zero",
            SplitError.None => "none",
        },
    };

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "QTY_STEP");
        one.Input.MustHaveOnly(one.Name, "fn", "qty_total");
        Assert.Contains(one.Input.Text("fn"), (string[])["validate", "place"]);
        return LegSplit.TrySplit(one.Input.Number("qty_total"), one.Settings.Number("QTY_STEP"), out var legs, out var error)
            ? Legs(legs)
            : Error(error);
    }
}
