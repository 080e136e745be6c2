using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Planning;

public sealed class PlanBGuardTests
{
    [Theory]
    [InlineData("95100", false, "deviation_too_large")]
    [InlineData("95040", true, "ok")]
    [InlineData("95048.0025", true, "ok")]
    [InlineData("95048.0026", false, "deviation_too_large")]
    public void Check_QuarterOfTheRisk_IsTheLimit(string price, bool allowed, string reason)
    {
        var verdict = PlanBGuard.Check(PositionSide.Long, 95000.5m, 94810.49m, 95190.51m, Exact.Of(price), Samples.Settings);

        Assert.Equal((allowed, reason), (verdict.Allowed, verdict.Reason));
        Assert.Equal(47.5025m, verdict.MaxDeviation);
    }

    [Theory]
    [InlineData(PositionSide.Long, "98", "98", false)]
    [InlineData(PositionSide.Long, "98", "98.01", true)]
    [InlineData(PositionSide.Long, "98", "60", false)]
    [InlineData(PositionSide.Short, "102", "102", false)]
    [InlineData(PositionSide.Short, "102", "101.99", true)]
    public void W37_PriceAtOrBeyondTheStop_IsNotEnteredAtMarket(PositionSide side, string stop, string price, bool allowed)
    {
        var unlimited = Samples.Settings with { PlanBMaxDeviationR = 0m };
        var target = side == PositionSide.Long ? 110m : 90m;

        var original = PlanBGuard.Check(side, 100m, Exact.Of(stop), target, Exact.Of(price), unlimited);
        var verdict = PlanBGuard.CheckWithStop(side, 100m, Exact.Of(stop), target, Exact.Of(price), unlimited);

        Assert.True(original.Allowed);
        Assert.Equal((allowed, allowed ? "ok" : "past_stop"), (verdict.Allowed, verdict.Reason));
    }

    [Fact]
    public void Check_PriceAtTheTarget_IsRefusedWithTheTarget()
    {
        var wide = Samples.Settings with { PlanBMaxDeviationR = 2m };

        var verdict = PlanBGuard.CheckWithStop(PositionSide.Short, 100m, 102m, 98m, 98m, wide);

        Assert.Equal((false, "past_tp1", (decimal?)98m), (verdict.Allowed, verdict.Reason, verdict.Target1));
    }
}
