using Executor.Core.Arithmetic;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Planning;

public sealed class LadderCheckTests
{
    [Fact]
    public void Check_PlanOfTheDefaults_HasNoProblem() => Assert.Empty(LadderCheck.Check(Samples.Plan, Samples.Rules, Samples.Settings));

    [Fact]
    public void W42_TotalAboveAndLegBelowTheNotional_IsAProblemOfEachLeg()
    {
        var small = Samples.Plan with { Quantity = 0.00012m, Legs = new LegQuantities(0.00004m, 0.00004m, 0.00004m) };

        var problems = LadderCheck.Check(small, Samples.Rules, Samples.Settings);

        Assert.Equal(
            ["first leg notional at 94699.98", "second leg notional at 94699.98", "trailing leg notional at 94699.98"],
            problems.Select(problem => problem.What));
        Assert.All(
            problems, problem => Assert.Equal(("NOTIONAL", 3.7879992m, "at least 5"), (problem.Filter, problem.Value, problem.Rule)));
    }

    [Fact]
    public void W42_NotionalMetByTheStopButNotByItsLimit_IsAProblem()
    {
        // 0.0005 at the trigger of 10000.00 is exactly 5, at the limit of 9999.98 a little less.
        var edge = Samples.Plan with
        {
            Entry = 10010m,
            Stop = 10000m,
            Target1 = 10020m,
            Target2 = 10030m,
            Quantity = 0.001m,
            Legs = new LegQuantities(0.0005m, 0.0005m, 0m),
        };

        Assert.Equal(2, LadderCheck.Check(edge, Samples.Rules, Samples.Settings).Length);
        Assert.Empty(LadderCheck.Check(edge, Samples.Rules, Samples.Settings with { StopKind = StopKind.StopLoss }));
    }

    [Fact]
    public void W45_FarTargetOfAShort_BreaksThePercentPriceOfBids()
    {
        var far = Samples.Plan with { Side = PositionSide.Short, Stop = 96000m, Target1 = 90000m, Target2 = 19000m };

        var problem = Assert.Single(LadderCheck.Check(far, Samples.Rules, Samples.Settings));

        Assert.Equal(("PERCENT_PRICE_BY_SIDE", 19000m, "at least 19000.10"), (problem.Filter, problem.Value, problem.Rule));
    }

    [Fact]
    public void Check_PriceOffTheTickOrQuantityOffTheLot_IsAProblem()
    {
        var off = Samples.Plan with { Target1 = 95301.005m, Quantity = 0.001055m };

        Assert.Equal(
            [("LOT_SIZE", "entry quantity", 0.001055m), ("PRICE_FILTER", "first leg, target price", 95301.005m)],
            LadderCheck.Check(off, Samples.Rules, Samples.Settings).Select(problem => (problem.Filter, problem.What, problem.Value)));
    }

    [Fact]
    public void Check_StopAndTargetsOutOfOrder_AreProblems()
    {
        var falling = Samples.Plan with { Stop = 95000.5m, Target1 = 95000.5m, Target2 = 95000m };

        Assert.Equal(
            [
                new LadderProblem("PRICE_RELATION", "stop trigger price", 95000.5m, "below the entry at 95000.5"),
                new LadderProblem("PRICE_RELATION", "first leg, target price", 95000.5m, "above the entry at 95000.5"),
                new LadderProblem("PRICE_RELATION", "second leg, target price", 95000m, "not below the first target at 95000.5"),
            ],
            LadderCheck.Check(falling, Samples.Rules, Samples.Settings));
    }

    [Fact]
    public void Check_ShortOutOfOrder_IsMirrored()
    {
        var rising = Samples.Plan with { Side = PositionSide.Short, Stop = 95100m, Target1 = 94900m, Target2 = 94950m };

        var problem = Assert.Single(LadderCheck.Check(rising, Samples.Rules, Samples.Settings));

        Assert.Equal(("PRICE_RELATION", 94950m, "not above the first target at 94900"), (problem.Filter, problem.Value, problem.Rule));
    }

    [Fact]
    public void Check_EqualTargets_AreAllowed() =>
        Assert.Empty(LadderCheck.Check(Samples.Plan with { Target2 = Samples.Plan.Target1 }, Samples.Rules, Samples.Settings));

    [Theory]
    [InlineData(ExitStyle.Oco, 2, 1)]
    [InlineData(ExitStyle.Oco, 3, 0)]
    [InlineData(ExitStyle.Legs, 2, 0)]
    public void Check_StopsAtOnce_AreCountedAgainstTheAlgoOrders(ExitStyle style, int allowed, int problems)
    {
        var rules = Samples.Rules with { MaxAlgoOrders = allowed };

        Assert.Equal(problems, LadderCheck.Check(Samples.Plan, rules, Samples.Settings with { ExitStyle = style }).Length);
    }

    [Fact]
    public void Check_StopThatIsNotAboveZero_IsAProblem() => Assert.Contains(
        LadderCheck.Check(Samples.Plan with { Stop = 0.01m }, Samples.Rules, Samples.Settings),
        problem => problem is { Filter: "PRICE_FILTER", What: "stop limit price", Rule: "must be above 0" });
}
