using Executor.Core.Arithmetic;

namespace Executor.Core.Tests.Vectors;

public sealed class StepsVectorTests
{
    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfSteps_GivesTheSameDigits() => new VectorRun("steps.json", Tolerance.None).Check(Answer);

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "TICK_SIZE", "QTY_STEP");
        one.Input.MustHaveOnly(one.Name, "fn", "x", "step");
        var x = one.Input.Number("x");
        return one.Input.Text("fn") switch
        {
            "floor_to_step" => Rounded(Steps.FloorTo, x, one.Input.Number("step")),
            "ceil_to_step" => Rounded(Steps.CeilTo, x, one.Input.Number("step")),
            "round_nearest_to_step" => Rounded(Steps.NearTo, x, one.Input.Number("step")),
            "round_qty" => Rounded(Steps.FloorTo, x, one.Settings.Number("QTY_STEP")),
            "fmt_price" => new Outcome { ["text"] = NumberText.Price(x, one.Settings.Number("TICK_SIZE")) },
            "fmt_qty" => new Outcome { ["text"] = NumberText.Quantity(x, one.Settings.Number("QTY_STEP")) },
            var fn => throw new InvalidDataException($"{one.Name}: unknown function '{fn}'."),
        };
    }

    private static Outcome Rounded(Func<decimal, decimal, decimal> round, decimal x, decimal step)
    {
        try
        {
            return new Outcome { ["value"] = round(x, step) };
        }
        catch (ArgumentOutOfRangeException)
        {
            return new Outcome { ["error"] = "bad_step" };
        }
    }
}
