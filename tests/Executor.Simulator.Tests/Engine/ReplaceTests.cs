using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class ReplaceTests
{
    [Fact]
    public void Replace_WhenBothHalvesSucceed_ReportsTheCancelledAndTheNewOrder()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        var orders = Bench.Orders(bench.Replace("stop", Draft.StopLimit(OrderSide.Sell, 1m, 60_500m, 60_400m, "next")));

        Assert.Equal(
            [(1L, "stop", OrderStatus.Canceled), (2L, "next", OrderStatus.New)],
            orders.Select(order => (order.OrderId, order.ClientOrderId, order.Status)));
        Assert.Equal(new Balance("BTC", 0m, 1m), bench.Btc);
    }

    [Fact]
    public void Replace_WhenTheCancelFails_PlacesNothing()
    {
        var bench = new Bench(btc: 1m);

        Bench.Refused(
            -2022, "Order cancel-replace failed.", bench.Replace("gone", Draft.StopLimit(OrderSide.Sell, 1m, 60_500m, 60_400m, "next")));
        Assert.Empty(bench.Engine.OrdersOf(Bench.Symbol));
    }

    [Fact]
    public void Replace_WhenTheOldOrderHasExecutedInPart_ChangesNothing()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.4m) });
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));
        bench.Jump(59_950m);

        Bench.Refused(
            -2022, "Order cancel-replace failed.", bench.Replace("stop", Draft.StopLimit(OrderSide.Sell, 0.5m, 59_500m, 59_400m, "next")));
        Assert.Equal((OrderStatus.PartiallyFilled, 0.4m), (bench.Now("stop").Status, bench.Now("stop").ExecutedQuantity));
    }

    [Fact]
    public void Replace_WhenTheNewOrderFailsAFilter_KeepsTheOldOne()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        Bench.Refused(
            -1013,
            "Filter failure: PRICE_FILTER",
            bench.Replace("stop", Draft.StopLimit(OrderSide.Sell, 1m, 60_500.001m, 60_400m, "next")));
        Assert.Equal(OrderStatus.New, bench.Now("stop").Status);
    }

    [Fact]
    public void Replace_WhenTheNewStopWouldTrigger_IsHalfDoneAndNothingProtects()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        var half = Assert.IsType<ExchangeReply.HalfReplaced>(
            bench.Replace("stop", Draft.StopLimit(OrderSide.Sell, 1m, 61_300m, 61_200m, "next")));

        Assert.Equal((-2010, "Order would trigger immediately."), (half.Code, half.Message));
        Assert.Equal(OrderStatus.Canceled, Assert.Single(half.Cancelled).Status);
        Assert.Empty(bench.Engine.OpenOrdersOf(Bench.Symbol));
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
    }

    [Fact]
    public void Replace_WhenFundsAreShortEvenAfterTheCancel_IsHalfDone()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        var half = Assert.IsType<ExchangeReply.HalfReplaced>(bench.Replace("stop", Draft.Market(OrderSide.Sell, 1.00001m)));

        Assert.Equal((-2010, "Account has insufficient balance for requested action."), (half.Code, half.Message));
    }

    [Fact]
    public void Replace_WhenTheOldOrderIsALeg_WholeListGoesAndOneOrderComes()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        var orders = Bench.Orders(bench.Replace("oco-sl", Draft.Market(OrderSide.Sell, 1m)));

        Assert.Equal([OrderStatus.Canceled, OrderStatus.Canceled, OrderStatus.Filled], orders.Select(order => order.Status));
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
    }

    [Fact]
    public void Replace_WhenTheNewOrderTakesTheNameOfTheOld_IsNoDuplicate()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        Assert.Equal(2, Bench.Orders(bench.Replace("stop", Draft.StopLimit(OrderSide.Sell, 1m, 60_500m, 60_400m))).Length);
    }

    [Fact]
    public void Replace_WhenTheSymbolTakesNone_IsRefused() => Bench.Refused(
        -2010,
        "Order cancel-replace is not supported for this symbol.",
        new Bench(rules: Bench.Rules with { CancelReplaceAllowed = false }).Replace("stop", Draft.Market(OrderSide.Sell, 1m)));
}
