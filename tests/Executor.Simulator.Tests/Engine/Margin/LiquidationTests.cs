using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>What becomes of an account whose margin level falls too low.</summary>
public sealed class LiquidationTests
{
    private static readonly EngineOptions NoFees = MarginBench.Options with { MakerFee = 0m, TakerFee = 0m, SlippageTicks = 0 };

    [Fact]
    public void P37_Long_WhenTheLevelFallsToTheBar_LosesItsOrdersAndIsSold()
    {
        var bench = new MarginBench(TradingAccount.IsolatedMargin, usdt: 1_000m, options: NoFees);
        MarginBench.Done(bench.Borrow("USDT", 2_000m));
        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Buy, 0.048m)));
        MarginBench.Done(bench.Place(Draft.SellOco(0.048m, 64_000m, 35_000m)));
        bench.Engine.DrainEvents();

        bench.Jump(45_000m);
        Assert.Equal(OrderStatus.New, bench.Order("oco-sl").Status);
        bench.Jump(44_000m);

        var events = bench.Engine.DrainEvents();
        Assert.Equal(
            [("oco-tp", OrderStatus.Expired, "EXCHANGE_CANCELED"), ("oco-sl", OrderStatus.Expired, "EXCHANGE_CANCELED"),
                ("autoliq-4", OrderStatus.New, null), ("autoliq-4", OrderStatus.Filled, null)],
            events.Select(report => (report.ClientOrderId, report.Status, report.ExpiryReason)));
        Assert.Equal(new Balance("USDT", 172m, 0m), bench.Usdt);
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
        Assert.Null(bench.Level);
    }

    [Fact]
    public void Short_WhenTheLevelFallsToTheBar_IsBoughtBackWithTheCommissionOnTop()
    {
        var bench = new MarginBench(usdt: 1_000m, options: MarginBench.Options);
        MarginBench.Done(bench.Borrow("BTC", 0.03m));
        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Sell, 0.03m)));

        bench.Jump(86_000m);

        Assert.Equal(0m, bench.Btc.Debt);
        Assert.Equal(0.03004m, bench.Order("autoliq-2").ExecutedQuantity);
        Assert.Equal(0.00000996m, bench.Btc.Free);
        Assert.Equal(OrderSide.Buy, bench.Order("autoliq-2").Side);
    }

    [Fact]
    public void Account_WhenItsHoldingsDoNotCoverTheDebt_KeepsTheRestOfTheDebtAndIsLeftAlone()
    {
        var bench = new MarginBench(usdt: 1_000m, options: NoFees);
        MarginBench.Done(bench.Borrow("USDT", 2_000m));
        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Buy, 0.048m)));

        bench.Jump(30_000m);
        var debt = bench.Usdt.Debt;
        var orders = bench.Engine.OrdersOf(Bench.Symbol).Length;
        bench.Jump(29_000m);

        Assert.Equal((500m, 0m), (debt, bench.Usdt.Total));
        Assert.Equal(orders, bench.Engine.OrdersOf(Bench.Symbol).Length);
    }

    [Fact]
    public void CrossAccount_WhenOnlyAnotherHoldingCanPay_SellsItAndBuysBack()
    {
        var bench = new MarginBench(options: NoFees);
        bench.Engine.AddSymbol(Bench.Rules with { Symbol = "ETHUSDT", BaseAsset = "ETH" }, 3_000m);
        bench.Engine.Deposit("ETH", 1m, TradingAccount.CrossMargin);
        MarginBench.Done(bench.Borrow("BTC", 0.03m));
        bench.Engine.Withdraw("BTC", 0.03m, AccountKey.Of(TradingAccount.CrossMargin, null));

        bench.Jump(95_000m);

        Assert.Equal(0m, bench.Btc.Debt);
        Assert.Equal(150m, bench.Usdt.Free);
        Assert.Equal(0m, bench.Engine.BalanceOf("ETH", TradingAccount.CrossMargin).Total);
    }

    [Fact]
    public void Liquidate_WhenDemanded_EndsTheAccountAtAnyLevelAndLeavesTheOthersAlone()
    {
        var bench = new MarginBench(usdt: 1_000m, options: NoFees);
        bench.Engine.Deposit("USDT", 500m);
        MarginBench.Done(bench.Borrow("USDT", 500m));
        MarginBench.Done(bench.Place(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m)));
        MarginBench.Done(bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, Draft.Limit(OrderSide.Buy, 0.005m, 60_000m, "spot")), Bench.Noon));

        bench.Engine.Liquidate(TradingAccount.CrossMargin, null, Bench.Noon);

        foreach (var id in new[] { "oto-entry", "oto-tp", "oto-sl" })
            Assert.Equal((OrderStatus.Expired, "EXCHANGE_CANCELED"), (bench.Order(id).Status, bench.Order(id).ExpiryReason));
        Assert.Equal(OrderStatus.New, bench.Order("spot").Status);
        Assert.Equal(new Balance("USDT", 1_000m, 0m), bench.Usdt);
        Assert.Throws<ArgumentException>(() => bench.Engine.Liquidate(TradingAccount.Spot, null, Bench.Noon));
    }

    [Fact]
    public void Order_WhenTheLevelIsBelowTheBarForOrders_IsRefused()
    {
        var bench = new MarginBench(usdt: 1_000m, options: MarginBench.With(margin => margin with { OrderLevel = 2m }));
        MarginBench.Done(bench.Borrow("USDT", 1_500m));

        Bench.Refused(-3023, "You can't transfer out/place order under current margin level.", bench.Place(Draft.Market(OrderSide.Buy, 0.001m)));
    }

    [Fact]
    public void Interest_WhenItBringsTheLevelToTheBar_Liquidates()
    {
        var bench = new MarginBench(usdt: 1_000m, options: MarginBench.With(margin => margin with { OtherTerms = new LoanTerms { HourlyRate = 0.1m } }));
        MarginBench.Done(bench.Borrow("USDT", 2_000m));

        bench.Engine.AccrueInterest(Bench.Noon.AddHours(4));

        Assert.Equal((0m, 0m), (bench.Usdt.Debt, bench.Usdt.Free));
    }

    [Fact]
    public void Level_WhenAssetsAreValuedOverOneAnother_FollowsTheMarkets()
    {
        var bench = new MarginBench(btc: 1m);
        bench.Engine.AddSymbol(Bench.Rules with { Symbol = "ETHBTC", BaseAsset = "ETH", QuoteAsset = "BTC" }, 0.05m);

        MarginBench.Done(bench.Borrow("ETH", 10m));
        Assert.Equal(3m, bench.Level);
        bench.Engine.Print("ETHBTC", 0.1m, Bench.Noon);

        Assert.Equal(2m, bench.Level);
    }

    [Fact]
    public void Print_WhenItTouchesNothing_AllocatesNothingAlsoWhileAnAccountOwes()
    {
        var bench = new MarginBench(usdt: 1_000m);
        MarginBench.Done(bench.Borrow("USDT", 500m));
        MarginBench.Done(bench.Place(Draft.Limit(OrderSide.Buy, 0.01m, 50_000m)));
        for (var tick = 0; tick < 1_000; tick++)
            bench.Jump(61_000m + tick);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var tick = 0; tick < 1_000; tick++)
            bench.Jump(61_000m + tick);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
