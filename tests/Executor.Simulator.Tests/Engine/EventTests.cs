using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class EventTests
{
    [Fact]
    public void Events_WhenAMarketOrderFills_AreNewThenTheTradeOfTheReply()
    {
        var bench = new Bench(btc: 1m);

        var reply = bench.Accepted(Draft.Market(OrderSide.Sell, 1m));
        var events = bench.Engine.DrainEvents();

        Assert.Equal([(OrderStatus.New, 0m), (OrderStatus.Filled, 1m)], events.Select(report => (report.Status, report.ExecutedQuantity)));
        Assert.Empty(events[0].Fills);
        Assert.Equal(Assert.Single(reply.Fills), Assert.Single(events[1].Fills));
        Assert.Empty(bench.Engine.DrainEvents());
    }

    [Fact]
    public void Events_WhenAnOrderFillsInParts_CarryOneExecutionEachAndCumulativeFigures()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.25m, 0.75m) });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 62_000m));
        bench.Engine.DrainEvents();

        bench.Walk(62_001m);

        Assert.Equal(
            [(OrderStatus.PartiallyFilled, 0.25m, 0.25m, 1L), (OrderStatus.Filled, 1m, 0.75m, 2L)],
            bench.Engine.DrainEvents().Select(report =>
                (report.Status, report.ExecutedQuantity, report.Fills.Single().Quantity, report.Fills.Single().TradeId)));
    }

    [Fact]
    public void Ids_WhenFirstIdsAreGiven_CountUpFromThere()
    {
        var options = new EngineOptions { FirstOrderId = 4217, FirstTradeId = 9001, FirstListId = 88 };
        var bench = new Bench(btc: 2m, options: options);

        var market = bench.Accepted(Draft.Market(OrderSide.Sell, 1m));
        var legs = bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        Assert.Equal((4217L, 9001L), (market.OrderId, market.Fills.Single().TradeId));
        Assert.Equal([(4218L, 88L), (4219L, 88L)], legs.Select(leg => (leg.OrderId, leg.OrderListId!.Value)));
    }

    [Fact]
    public void Inspect_WhenAsked_ShowsOrdersOpenOrdersTradesAndBalancesWithoutFills()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Market(OrderSide.Sell, 0.5m));
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.2m, 64_000m));

        var view = bench.Inspect("market", "never-sent");

        Assert.Equal(OrderStatus.Filled, Assert.Single(view.Orders).Status);
        Assert.Empty(view.Orders[0].Fills);
        Assert.Equal("limit", Assert.Single(view.OpenOrders).ClientOrderId);
        Assert.Equal(0.5m, Assert.Single(view.Trades).Quantity);
        Assert.Equal(new Balance("BTC", 0.3m, 0.2m), view.Base);
        Assert.Equal(new Balance("USDT", 30_594.370005m, 0m), view.Quote);
        Assert.Equal(Bench.Noon, view.At);
    }

    [Fact]
    public void Inspect_WhenTradesSinceATimeAreWanted_LeavesOutOlderOnes()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Market(OrderSide.Sell, 0.5m, "old"));
        bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, Draft.Market(OrderSide.Sell, 0.2m, "new")), Bench.Noon.AddSeconds(1));

        var reply = bench.Engine.Execute(new ExchangeCommand.Inspect(Bench.Symbol, [], Bench.Noon.AddSeconds(1)), Bench.Noon);

        Assert.Equal(2, Assert.Single(Assert.IsType<ExchangeReply.Inspected>(reply).View.Trades).OrderId);
    }

    [Fact]
    public void Inspect_WhenTheClockWasSetBackBetweenTrades_LeavesOutNoNewerOne()
    {
        var bench = new Bench(btc: 1m);
        bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, Draft.Market(OrderSide.Sell, 0.2m, "new")), Bench.Noon.AddSeconds(1));
        bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, Draft.Market(OrderSide.Sell, 0.2m, "set back")), Bench.Noon);

        var reply = bench.Engine.Execute(new ExchangeCommand.Inspect(Bench.Symbol, [], Bench.Noon.AddSeconds(1)), Bench.Noon);

        Assert.Equal(1, Assert.Single(Assert.IsType<ExchangeReply.Inspected>(reply).View.Trades).OrderId);
    }

    [Fact]
    public void Options_WhenAFeeIsNoFraction_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatchingEngine(new EngineOptions { TakerFee = 1m }));
}
