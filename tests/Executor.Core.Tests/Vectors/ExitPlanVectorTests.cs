namespace Executor.Core.Tests.Vectors;

public sealed class ExitPlanVectorTests
{
    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfExitPlan_GivesTheSamePlanOrFault() => new VectorRun("exit_plan.json", Tolerance.OfVectors).Check(Answer);

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "TICK_SIZE", "QTY_STEP", "MIN_QTY", "MIN_NOTIONAL");
        one.Input.MustHaveOnly(one.Name, "side", "qty_total", "prices");
        return ExitPlanInput.Check(
            one.Input.Text("side"), one.Input.Maybe("qty_total"), one.Input.Maybe("prices"), ExitPlanInput.Rules(one.Settings));
    }
}
