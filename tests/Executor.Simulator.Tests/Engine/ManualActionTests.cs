using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

/// <summary>What the exchange and its customer do by themselves, and nobody told the core.</summary>
public sealed class ManualActionTests
{
    [Theory]
    [InlineData(MarketStatus.CancelOnly)]
    [InlineData(MarketStatus.Halt)]
    public void P36_Market_WhenItDoesNotTrade_TakesNoOrdersAndSaysSo(MarketStatus status)
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(0.5m, 64_000m, 60_000m));

        bench.Engine.SetStatus(Bench.Symbol, status);

        Assert.False(bench.Engine.RulesOf(Bench.Symbol)!.IsTrading);
        Bench.Refused(-2010, "Market is closed.", bench.Place(Draft.Market(OrderSide.Sell, 0.1m)));
        Bench.Refused(-2010, "Market is closed.", bench.Place(Draft.SellOco(0.1m, 64_000m, 60_000m, "other")));
        Bench.Refused(-2010, "Market is closed.", bench.Place(Draft.Otoco(0.1m, 61_000m, 64_000m, 60_000m)));
        if (status == MarketStatus.Halt)
        {
            Bench.Refused(-2011, "Market is closed.", bench.Cancel("oco-sl"));
            Bench.Refused(-2022, "Order cancel-replace failed.", bench.Replace("oco-sl", Draft.Stop(OrderSide.Sell, 0.5m, 60_500m)));
            Assert.Equal(OrderStatus.New, bench.Now("oco-sl").Status);
        }
        else
        {
            Assert.Equal(2, Bench.Orders(bench.Cancel("oco-sl")).Length);
        }
        bench.Engine.SetStatus(Bench.Symbol, MarketStatus.Trading);
        Assert.Equal(Bench.Rules, bench.Engine.RulesOf(Bench.Symbol));
        bench.Accepted(Draft.Market(OrderSide.Sell, 0.1m));
    }

    [Fact]
    public void Reset_WhenTheExchangeForgets_NothingIsLeftButMarketsAndIds()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(0.5m, 64_000m, 60_000m));

        bench.Engine.Reset();

        Assert.Empty(bench.Engine.OrdersOf(Bench.Symbol));
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 50_000m));
        Bench.Refused(-2011, "Unknown order sent.", bench.Cancel("oco-sl"));
        bench.Engine.Deposit("BTC", 1m);
        Assert.Equal(3, bench.Accepted(Draft.SellOco(0.5m, 64_000m, 60_000m))[0].OrderId);
    }

    [Fact]
    public void Customer_WhenHeSellsUnderAnotherName_ShowsInTradesAndBalances()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.5m, 64_000m, "ours"));

        bench.Accepted(Draft.Market(OrderSide.Sell, 0.5m, "web_1"));
        bench.Engine.Execute(new ExchangeCommand.Cancel(Bench.Symbol, new OrderReference("", 1)), Bench.Noon);
        bench.Engine.Withdraw("BTC", 0.5m, AccountKey.Spot);

        Assert.Equal(OrderStatus.Canceled, bench.Now("ours").Status);
        Assert.Equal(2, Assert.Single(bench.Inspect().Trades).OrderId);
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
    }
}
