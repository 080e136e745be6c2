using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>The exchange liquidates the account: noticed, booked, and nothing is opened afterwards.</summary>
public sealed class LiquidationTests
{
    [Theory]
    [InlineData(PositionSide.Long)]
    [InlineData(PositionSide.Short)]
    public void P37_Liquidation_IsBookedAndHaltsTheSymbol(PositionSide side)
    {
        var rig = side == PositionSide.Long ? MarginRig.Long() : MarginRig.Short();
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromMinutes(2));

        var sent = rig.Sent.Count;

        rig.Engine.Liquidate(TradingAccount.CrossMargin, symbol: null, rig.Now);
        rig.Pump();
        rig.SettleDown();

        Assert.DoesNotContain(rig.Sent[sent..], command => command is ExchangeCommand.Place or ExchangeCommand.PlaceOco); // nothing is left to protect
        SafetyOnTheBooks.WhenFlat(rig); // the ledger has every execution, the result is the change of the balance
        Assert.Equal("MARGIN_LIQUIDATED", rig.State.LastClosed!.Reason);
        Assert.Contains("MARGIN_LIQUIDATED", rig.EventNames);
        Assert.Equal((HoldKind.Halted, "MARGIN_LIQUIDATED"), (rig.State.Hold!.Kind, rig.State.Hold.Reason));
        rig.Wait(TimeSpan.FromMinutes(10));
        Assert.Equal("symbol_held", rig.Signal(95_000m).Reason);
    }

    [Fact]
    public void P37_Liquidation_WhoseEventsAreLost_IsFoundByALook()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);
        rig.DeliverEvents = false;
        rig.Engine.Liquidate(TradingAccount.CrossMargin, symbol: null, rig.Now);

        rig.Wait(TimeSpan.FromMinutes(3));
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Equal("MARGIN_LIQUIDATED", rig.State.LastClosed!.Reason);
    }

    /// <summary>The exchange sells all the base of the account: what earlier trades have left is gone without the trade being to blame.</summary>
    [Fact]
    public void P37_Liquidation_ThatSellsWhatEarlierTradesLeft_IsNoBreachOfSafety()
    {
        var rig = MarginRig.Long();
        rig.Engine.Deposit("BTC", 0.00014m, TradingAccount.CrossMargin);
        var checker = new SafetyChecker(new EngineBooks(rig.Engine, rig.Rules, TradingAccount.CrossMargin), rig.Rules, rig.Settings);
        rig.Signal(95_000m);
        checker.AfterStep(rig.Now, rig.State);

        rig.Engine.Liquidate(TradingAccount.CrossMargin, symbol: null, rig.Now);
        rig.Pump();
        rig.SettleDown();
        checker.AfterStep(rig.Now, rig.State);

        Assert.True(rig.Base < 0.00001m, $"{rig.Base} is left.");
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Empty(checker.Violations);
    }

    [Fact]
    public void OrdersEndedByTheExchange_WithoutAnExecutionOfItsOwn_AreNoLiquidation()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);
        var stop = rig.Trade.Orders.First(order => order.Role == OrderRole.Stop);

        rig.Feed(new PositionInput.OrderUpdated(new OrderReport
        {
            Symbol = PositionRig.Symbol,
            OrderId = stop.OrderId,
            ClientOrderId = stop.ClientOrderId,
            OrderListId = stop.OrderListId,
            Side = stop.Side,
            Type = stop.Type,
            Status = OrderStatus.Expired,
            Quantity = stop.Quantity,
            ExpiryReason = "EXCHANGE_CANCELED",
            UpdatedAt = rig.Now,
        }));

        Assert.Null(rig.State.Hold);
        Assert.DoesNotContain("MARGIN_LIQUIDATED", rig.EventNames);
    }
}
