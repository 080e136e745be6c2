using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Positions;

/// <summary>What is done when somebody else changes orders or holding (P11, P12, P22), and about targets that are lost at the exchange.</summary>
public sealed class ManualChangeTests
{
    [Theory]
    [InlineData(ManualChangePolicy.Restore)]
    [InlineData(ManualChangePolicy.Adopt)]
    public void P12_StopCancelledByHand_IsPlacedAgain(ManualChangePolicy policy)
    {
        var rig = Opened(policy);

        CancelByHand(rig, "EX_SL_");

        Assert.Contains("EXIT_CANCELLED_OUTSIDE", rig.EventNames);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Null(rig.State.Hold);
        SafetyOnTheBooks.Always(rig);
    }

    [Fact]
    public void P12_TargetCancelledByHand_WhenChangesAreAdopted_StaysAwayAndItsLegKeepsAStop()
    {
        var rig = Opened(ManualChangePolicy.Adopt);

        CancelByHand(rig, "EX_TP2_");

        Assert.DoesNotContain(rig.Resting, order => order.ClientOrderId.StartsWith("EX_TP2_", StringComparison.Ordinal));
        Assert.Contains("MANUAL_CHANGE_ADOPTED", rig.EventNames);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        rig.Move(94_700m);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P12_ExitCancelledByHand_WhenThePolicyIsHalt_SendsNothingUntilTheRelease()
    {
        var rig = Opened(ManualChangePolicy.Halt);
        var sent = rig.Sent.Count;

        CancelByHand(rig, "EX_SL_");
        rig.Wait(TimeSpan.FromMinutes(3));
        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));

        Assert.Equal((HoldKind.Halted, "MANUAL_CHANGE", true), (rig.State.Hold!.Kind, rig.State.Hold.Reason, rig.State.Hold.IsHandsOff));
        Assert.All(rig.Sent.Skip(sent), command => Assert.IsType<ExchangeCommand.Inspect>(command));

        rig.Feed(new PositionInput.ReleaseRequested("anna"));

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Equal("OPERATOR", rig.State.LastClosed!.Reason);
    }

    [Fact]
    public void P12_HandsOff_WhenPriceRunsThroughTheStop_DecidesNothing()
    {
        var rig = Opened(ManualChangePolicy.Halt);
        CancelByHand(rig, "EX_SL_");
        var sent = rig.Sent.Count;

        rig.Jump(94_000m);
        rig.Wait(TimeSpan.FromMinutes(1));

        Assert.All(rig.Sent.Skip(sent), command => Assert.IsType<ExchangeCommand.Inspect>(command));
        Assert.Null(rig.Trade.CloseReason);
    }

    [Fact]
    public void P12_StopOfSomebodyElseInPlaceOfOurs_WhenChangesAreAdopted_CountsAsTheCover()
    {
        var rig = Opened(ManualChangePolicy.Adopt);
        var ours = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));

        ByHand(rig, new ExchangeCommand.Replace(PositionRig.Symbol, Reference(ours), Stop("web_1", ours.Quantity, 94_850m)));

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Single(rig.Resting, order => order.ClientOrderId == "web_1");
        Assert.DoesNotContain(rig.Resting, order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));

        ByHand(rig, new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference("web_1")));
        rig.Wait(TimeSpan.FromSeconds(61));

        Assert.Single(rig.Resting, order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void P12_PositionSoldByHand_EndsTheTradeWithItsResultAndCooldown()
    {
        var rig = Opened(ManualChangePolicy.Restore);
        rig.DeliverEvents = false;
        foreach (var order in rig.Resting)
        {
            rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, Reference(order)), rig.Now);
        }

        rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, Market("web_2", 0.00104m)), rig.Now);
        rig.DeliverEvents = true;
        rig.Wait(TimeSpan.FromMinutes(3));

        Assert.Equal((PositionStatus.Flat, "MANUAL_CLOSE_DETECTED"), (rig.State.Status, rig.State.LastClosed!.Reason));
        Assert.NotNull(rig.State.CooldownUntil);
        Assert.Contains("TRADE_CLOSED", rig.EventNames);
        Assert.Empty(rig.Resting);
    }

    [Fact]
    public void P12_PositionReducedByHand_WhenThePolicyIsHalt_IsHeld()
    {
        var rig = Opened(ManualChangePolicy.Halt);
        rig.DeliverEvents = false;
        var runner = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));
        rig.Engine.Execute(new ExchangeCommand.Replace(PositionRig.Symbol, Reference(runner), Market("web_3", runner.Quantity)), rig.Now);

        rig.Wait(TimeSpan.FromMinutes(3));

        Assert.Equal("MANUAL_CHANGE", rig.State.Hold!.Reason);
        Assert.Equal(0.00104m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50)]
    public void P12_PositionSoldByHandWhileHalted_AfterTheRelease_IsManagedAsFarAsItIsThere(int percent)
    {
        var rig = Opened(ManualChangePolicy.Halt);
        CancelByHand(rig, "EX_SL_");
        foreach (var order in rig.Resting.DistinctBy(order => order.OrderListId))
        {
            ByHand(rig, new ExchangeCommand.Cancel(PositionRig.Symbol, Reference(order)));
        }

        ByHand(rig, new ExchangeCommand.Place(PositionRig.Symbol, Market("web_5", 0.00104m * percent / 100)));
        rig.Wait(TimeSpan.FromMinutes(3));
        Assert.True(rig.State.Hold!.IsHandsOff);
        var sent = rig.Sent.Count;

        rig.Feed(new PositionInput.ReleaseRequested("anna"));
        rig.Wait(TimeSpan.FromMinutes(3));

        Assert.Null(rig.State.Hold);
        Assert.IsType<ExchangeCommand.Inspect>(rig.Sent[sent]); // what somebody has done by hand is looked at before anything is sent
        Assert.DoesNotContain("EXITS_PLACE_ERROR", rig.EventNames);
        if (percent == 100)
        {
            Assert.Equal((PositionStatus.Flat, "MANUAL_CLOSE_DETECTED"), (rig.State.Status, rig.State.LastClosed!.Reason));
        }
        else
        {
            Assert.Equal(0.00052m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
            Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        }
    }

    [Fact]
    public void P12_OrderOfSomebodyElseThatLocksWhatExitsNeed_RaisesOneAlarmAndIsNotTouched()
    {
        var rig = Opened(ManualChangePolicy.Restore);
        var runner = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));
        ByHand(rig, new ExchangeCommand.Replace(PositionRig.Symbol, Reference(runner), Limit("web_4", runner.Quantity, 99_000m)));

        rig.Wait(TimeSpan.FromMinutes(5));

        Assert.Single(rig.Journal, entry => entry is { Name: "FOREIGN_ORDER", Level: JournalLevel.Alarm });
        Assert.Single(rig.Resting, order => order.ClientOrderId == "web_4");
    }

    [Fact]
    public void P11_ExecutionOfAnEarlierTrade_IsNobodysGuess()
    {
        var rig = Opened(ManualChangePolicy.Restore);
        var earlier = rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, Market("EX_EN_00000000aaaa_0e1", 0.001m) with { Side = OrderSide.Buy }), rig.Now);
        var report = Assert.Single(Assert.IsType<ExchangeReply.Accepted>(earlier).Orders);

        rig.Pump();
        rig.Restart();
        rig.Wait(TimeSpan.FromMinutes(2));

        Assert.Equal(0.00104m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
        Assert.Contains(report.OrderId, rig.Trade.Strangers);
        Assert.Null(rig.State.Hold);
    }

    [Fact]
    public void P22_OrderOfALaterOwner_RaisesAnAlarmAndHoldsTheSymbol()
    {
        var rig = Opened(ManualChangePolicy.Restore);
        rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, Limit("EX_EN_00000000aaaa_0e9", 0.001m, 90_000m) with { Side = OrderSide.Buy }), rig.Now);

        rig.Pump();
        rig.Wait(TimeSpan.FromMinutes(2));

        Assert.Equal((HoldKind.Quarantined, "SECOND_OWNER"), (rig.State.Hold!.Kind, rig.State.Hold.Reason));
        Assert.Single(rig.Resting, order => order.ClientOrderId == "EX_EN_00000000aaaa_0e9");
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void W20_SecondTargetLost_WhilePriceIsBeyondIt_TrailsUnderAStopThatIsPlacedAtOnce()
    {
        var rig = Opened(ManualChangePolicy.Restore, new SymbolSettings { Symbol = PositionRig.Symbol, TrailFallsBackToQuote = true });
        Lost(rig, "EX_TP2_", 95_500m);

        Assert.Contains("TP2_SYNTHETIC_TRAILING_ACTIVATED", rig.EventNames);
        Assert.DoesNotContain(rig.Engine.OrdersOf(PositionRig.Symbol), order => order.Type == OrderType.Market);
        Assert.NotNull(rig.Trade.Trail);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(["EX_SL2", "EX_SL"], rig.Resting.Where(order => order.StopPrice is not null && order.OrderListId is null)
            .Select(order => string.Join('_', order.ClientOrderId.Split('_').Take(2))).OrderDescending());
        SafetyOnTheBooks.StopsOnlyTighten(rig);
        rig.Move(94_000m);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void W32_SecondTargetLost_WithoutATrailingStopToPropose_KeepsItsOldStop()
    {
        var rig = Opened(ManualChangePolicy.Restore, new SymbolSettings { Symbol = PositionRig.Symbol, TrailSwingRows = 0 });
        var stop = rig.Trade.Plan.Stop;

        Lost(rig, "EX_TP2_", 95_500m);

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.All(rig.Trade.Legs.Where(leg => leg.Phase == LegPhase.Open), leg => Assert.True(leg.StopPrice >= stop));
    }

    [Fact]
    public void FirstTargetLost_WhilePriceIsBeyondIt_LeavesAtMarketAndBreakEvenFollows()
    {
        var rig = Opened(ManualChangePolicy.Restore);

        Lost(rig, "EX_TP1_", 95_250m);

        Assert.Contains("TP1_MISSING_PRICE_CROSSED", rig.EventNames);
        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
        Assert.Equal(LegPhase.Closed, rig.Trade.Legs[0].Phase);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    private static PositionRig Opened(ManualChangePolicy policy, SymbolSettings? settings = null)
    {
        var rig = new PositionRig((settings ?? new SymbolSettings { Symbol = PositionRig.Symbol }) with { ManualChanges = policy });
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        return rig;
    }

    private static void CancelByHand(PositionRig rig, string prefix) =>
        ByHand(rig, new ExchangeCommand.Cancel(PositionRig.Symbol, Reference(rig.Resting.Single(order => order.ClientOrderId.StartsWith(prefix, StringComparison.Ordinal)))));

    private static void ByHand(PositionRig rig, ExchangeCommand command)
    {
        Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(command, rig.Now));
        rig.Pump();
    }

    /// <summary>The exchange drops the list of a target, and its news comes when price has gone beyond.</summary>
    private static void Lost(PositionRig rig, string prefix, decimal price)
    {
        var order = rig.Resting.Single(order => order.ClientOrderId.StartsWith(prefix, StringComparison.Ordinal));
        var others = rig.Resting.Where(other => other.OrderListId == order.OrderListId).ToList();
        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, Reference(order)), rig.Now);
        rig.DeliverEvents = false;
        rig.Engine.Print(PositionRig.Symbol, price, rig.Now);
        rig.Pump();
        rig.DeliverEvents = true;
        foreach (var ended in rig.Engine.OrdersOf(PositionRig.Symbol).Where(now => others.Any(other => other.OrderId == now.OrderId)))
        {
            rig.Feed(new PositionInput.OrderUpdated(ended));
        }

        rig.Wait(TimeSpan.FromSeconds(5));
    }

    private static OrderReference Reference(OrderReport order) => new(order.ClientOrderId, order.OrderId);

    private static NewOrder Stop(string id, decimal quantity, decimal price) =>
        new() { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.StopLoss, Quantity = quantity, StopPrice = price };

    private static NewOrder Market(string id, decimal quantity) => new() { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.Market, Quantity = quantity };

    private static NewOrder Limit(string id, decimal quantity, decimal price) =>
        new() { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.Limit, Quantity = quantity, Price = price };
}
