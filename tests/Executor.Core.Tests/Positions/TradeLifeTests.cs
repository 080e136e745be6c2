using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Positions;

public sealed class TradeLifeTests
{
    [Fact]
    public void Signal_WhenFlat_OpensAndRestsThreeProtectedLegs()
    {
        var rig = new PositionRig();

        var answer = rig.Signal(95_000m);

        Assert.True(answer.IsOpened);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        // 100 / 95000.5 -> 0.00105; received net of 0.1 % in base 0.00104895 -> 0.00104: legs 34, 34, 36 steps.
        Assert.Equal(3, rig.Resting.Count(order => order.Type == OrderType.StopLossLimit));
        Assert.Equal(2, rig.Resting.Count(order => order.Type == OrderType.LimitMaker));
        Assert.Equal([0.00034m, 0.00034m, 0.00036m], rig.Trade.Legs.Select(leg => leg.Quantity));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.All(rig.Resting.Where(order => order.Type == OrderType.StopLossLimit), order => Assert.Equal(94_810.49m, order.StopPrice));
    }

    [Fact]
    public void Life_ThroughBothTargetsAndTheTrail_ClosesByTheTrailingStop()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);

        rig.Move(95_191m);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
        Assert.All(rig.Resting.Where(order => order.StopPrice is not null), order => Assert.Equal(95_000.01m, order.StopPrice));

        rig.Move(95_382m);
        Assert.Contains("TP2_DONE", rig.EventNames);
        var runner = Assert.Single(rig.Resting);
        Assert.Equal(0.00036m, runner.Quantity);

        foreach (var (high, low) in new[] { (95_500m, 95_400m), (95_520m, 95_390m), (95_510m, 95_350m), (95_560m, 95_400m), (95_600m, 95_450m) })
        {
            rig.Bar(high, low, high);
            rig.Move(high);
            rig.Tick(Cadence.Trail);
        }

        Assert.Equal(95_335m, Assert.Single(rig.Resting).StopPrice); // swing low 95350 less 15

        rig.Move(95_300m);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Empty(rig.Resting);
        Assert.Equal("SL", rig.State.LastClosed!.Reason);
        Assert.Equal("NORMAL_TRAIL", rig.State.LastClosed.ExitType);
        Assert.Equal(rig.Engine.BalanceOf("USDC").Total - 10_000m, rig.State.LastClosed.Result.ProfitQuote);
        Assert.True(rig.Base < rig.Rules.LotStep);
        Assert.Empty(rig.State.LastClosed.Trade.Uncovered); // no time passed between an order and its successor
    }

    [Fact]
    public void W1_FilledStop_WhileOtherOrdersRest_EndsTheTradeAtOnce()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);

        rig.Move(94_800m);

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Empty(rig.Resting);
        Assert.Equal("NORMAL_SL", rig.State.LastClosed!.ExitType);
    }

    [Fact]
    public void P07_StopLimitThatPriceJumpsPast_LeavesAtMarketAfterTheGraceOnce()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);

        rig.Jump(94_000m);
        Assert.NotNull(rig.Trade.StopCrossedAt);
        rig.Wait(TimeSpan.FromSeconds(2));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        rig.Wait(TimeSpan.FromSeconds(2));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("SL_WATCHDOG", rig.State.LastClosed!.Reason);
        Assert.Empty(rig.Resting);
        Assert.True(rig.Base < rig.Rules.LotStep);
    }

    [Fact]
    public void P27_BothTargetsInOneJump_LeavesTheRunnerOnly()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);

        rig.Jump(95_500m);

        var runner = Assert.Single(rig.Resting);
        Assert.Equal(0.00036m, runner.Quantity);
        Assert.True(runner.StopPrice >= 95_000m, "W21/W25: never looser than break-even");
    }

    [Fact]
    public void EntryTimeout_WhenPriceRanAway_AbortsByTheGuardAndUnlocks()
    {
        var rig = new PositionRig();
        rig.Signal(94_900m); // limit at 94900.5, market at 95000: rests
        Assert.Equal(PositionStatus.Pending, rig.State.Status);

        rig.Wait(TimeSpan.FromSeconds(91));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("ENTRY_TIMEOUT_ABORT", rig.State.LastClosed!.Reason);
        Assert.Empty(rig.Resting);
        Assert.Null(rig.State.LockUntil);
        Assert.Null(rig.State.CooldownUntil);
    }

    [Fact]
    public void EntryTimeout_WhenPriceIsNear_BuysAtMarketAndProtects()
    {
        var rig = new PositionRig();
        rig.Signal(94_980m); // limit 94980.5

        rig.Wait(TimeSpan.FromSeconds(91));

        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Contains(rig.Sent.OfType<ExchangeCommand.Place>(), place => place.Order.Type == OrderType.Market);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void Flatten_WhenOpen_LeavesAtMarketAndCoolsDown()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);

        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("OPERATOR", rig.State.LastClosed!.Reason);
        Assert.Empty(rig.Resting);
        Assert.Equal(rig.Now + rig.Settings.Cooldown, rig.State.CooldownUntil);
    }

    [Fact]
    public void Legs_Style_KeepsOneStopForAllAndTakesEachTarget()
    {
        var rig = new PositionRig(new() { Symbol = PositionRig.Symbol, ExitStyle = Core.Settings.ExitStyle.Legs });
        rig.Signal(95_000m);
        Assert.Equal(0.00104m, Assert.Single(rig.Resting).Quantity);

        rig.Move(95_191m);
        var stop = Assert.Single(rig.Resting);
        Assert.Equal(0.0007m, stop.Quantity);
        Assert.Equal(95_000.01m, stop.StopPrice);

        rig.Move(95_382m);
        Assert.Equal(0.00036m, Assert.Single(rig.Resting).Quantity);

        rig.Move(94_990m);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.True(rig.Base < rig.Rules.LotStep);
    }
}
