using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

/// <summary>The scenarios by which the exchange's protocol notes know a faithful simulator.</summary>
public sealed class AcceptanceScenarioTests
{
    [Fact]
    public void W2_StopForTheWholeHoldingPlusTakeProfit_WhenSeparate_SecondIsRefusedAndOneOcoLocksOnce()
    {
        var bench = new Bench(btc: 1m);

        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));
        Assert.Equal(new Balance("BTC", 0m, 1m), bench.Btc);
        Bench.Refused(
            -2010, "Account has insufficient balance for requested action.", bench.Place(Draft.Limit(OrderSide.Sell, 0.5m, 64_000m)));
        bench.Cancel("stop");
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        Assert.Equal(new Balance("BTC", 0m, 1m), bench.Btc);
        Assert.Equal(2, bench.Engine.OpenOrdersOf(Bench.Symbol).Length);
    }

    [Fact]
    public void BuyWithBaseCommission_WhenWholeExecutedQuantityIsSold_IsRefusedForTheCommission()
    {
        var bench = new Bench(usdt: 2_000m);

        var buy = bench.Accepted(Draft.Limit(OrderSide.Buy, 0.02m, 61_300m));

        Assert.Equal(0.02m, buy.ExecutedQuantity);
        Assert.Equal(new Balance("BTC", 0.01998m, 0m), bench.Btc);
        Bench.Refused(
            -2010, "Account has insufficient balance for requested action.", bench.Place(Draft.Market(OrderSide.Sell, 0.02m)));
        Assert.Equal(OrderStatus.Filled, bench.Accepted(Draft.Market(OrderSide.Sell, 0.01998m)).Status);
    }

    [Fact]
    public void StopOnTheWrongSide_WhenPlaced_IsRefusedWithTheTextOfItsKind()
    {
        var bench = new Bench(btc: 1m);

        Bench.Refused(
            -2010, "Order would trigger immediately.", bench.Place(Draft.StopLimit(OrderSide.Sell, 1m, 61_300m, 61_290m)));
        Bench.Refused(
            -2010, "The relationship of the prices for the orders is not correct.", bench.Place(Draft.SellOco(1m, 61_000m, 60_000m)));
    }

    [Fact]
    public void AlgoCapReached_WhenAnotherStopOrAReplaceIsSent_FailsWholeAndLeavesTheOldStop()
    {
        var bench = new Bench(btc: 1m);
        for (var number = 1; number <= 5; number++)
            bench.Accepted(Draft.StopLimit(OrderSide.Sell, 0.1m, 60_000m, 59_900m, $"stop-{number}"));

        var sixth = Draft.StopLimit(OrderSide.Sell, 0.1m, 60_000m, 59_900m, "stop-6");
        Bench.Refused(-1013, "Filter failure: MAX_NUM_ALGO_ORDERS", bench.Place(sixth));
        Bench.Refused(-1013, "Filter failure: MAX_NUM_ALGO_ORDERS", bench.Replace("stop-5", sixth));

        Assert.Equal(OrderStatus.New, bench.Now("stop-5").Status);
    }

    [Fact]
    public void AlgoCapReached_WhenReplaceHidesTheFilter_AnswersThatTheReplaceFailed()
    {
        var bench = new Bench(
            btc: 1m, options: new EngineOptions { ReplaceReportsFilter = false }, rules: Bench.Rules with { MaxAlgoOrders = 1 });
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 0.1m, 60_000m, 59_900m));

        Bench.Refused(
            -2022, "Order cancel-replace failed.", bench.Replace("stop", Draft.StopLimit(OrderSide.Sell, 0.1m, 60_500m, 60_400m, "next")));

        Assert.Equal(OrderStatus.New, bench.Now("stop").Status);
    }

    [Fact]
    public void W11_SameClientIdSentAgain_WhenTheFirstOrderHasFilled_ExecutesASecondTime()
    {
        var bench = new Bench(usdt: 5_000m);

        var first = bench.Accepted(Draft.Market(OrderSide.Buy, 0.02m, "entry"));
        var second = bench.Accepted(Draft.Market(OrderSide.Buy, 0.02m, "entry"));

        Assert.Equal((1L, 2L), (first.OrderId, second.OrderId));
        Assert.Equal(0.03996m, bench.Btc.Free);
    }

    [Fact]
    public void W4_SameClientIdSentAgain_WhenTheFirstOrderIsOpen_IsADuplicateByCodeAndText()
    {
        var bench = new Bench(usdt: 5_000m);
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry"));

        Bench.Refused(-2010, "Duplicate order sent.", bench.Place(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry")));
    }

    [Fact]
    public void Cancel_WhenDone_KeepsOrderIdAndFreesTheName()
    {
        var bench = new Bench(usdt: 5_000m);
        var first = bench.Accepted(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry"));

        var cancelled = Assert.Single(Bench.Orders(bench.Cancel("entry")));
        var second = bench.Accepted(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry"));

        Assert.Equal((first.OrderId, "entry", OrderStatus.Canceled), (cancelled.OrderId, cancelled.ClientOrderId, cancelled.Status));
        Assert.Equal(2, second.OrderId);
        Assert.Equal(2, Assert.Single(bench.Inspect("entry").Orders).OrderId);
    }

    [Fact]
    public void Cancel_WhenCancelsRename_OriginalNameFindsNothingAndOrderIdDoes()
    {
        var bench = new Bench(usdt: 5_000m, options: new EngineOptions { CancelledOrdersKeepTheirName = false });
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry"));
        bench.Cancel("entry");

        Assert.Empty(bench.Inspect("entry").Orders);
        var byId = bench.Engine.Execute(
            new ExchangeCommand.Inspect(Bench.Symbol, [new OrderReference("entry", 1)], TradesSince: null), Bench.Noon);
        Assert.Equal(OrderStatus.Canceled, Assert.Single(Assert.IsType<ExchangeReply.Inspected>(byId).View.Orders).Status);
    }

    [Fact]
    public void OcoLimitLeg_WhenThirtyPercentExecute_StopLegExpiresAndTheRestStandsWithoutStop()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.3m) });
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        bench.Jump(64_000.01m);

        var stop = bench.Now("oco-sl");
        var limit = bench.Now("oco-tp");
        Assert.Equal((OrderStatus.Expired, "OCO_TRIGGER"), (stop.Status, stop.ExpiryReason));
        Assert.Equal((OrderStatus.PartiallyFilled, 0.3m), (limit.Status, limit.ExecutedQuantity));
        Assert.Equal(new Balance("BTC", 0m, 0.7m), bench.Btc);
    }

    [Fact]
    public void MarketBuy_WhenOnlyPartFindsACounterpart_ExpiresWithWhatExecuted()
    {
        var bench = new Bench(usdt: 100_000m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.4m) });

        var order = bench.Accepted(Draft.Market(OrderSide.Buy, 1m));

        Assert.Equal((OrderStatus.Expired, 0.4m, "INSUFFICIENT_LIQUIDITY"), (order.Status, order.ExecutedQuantity, order.ExpiryReason));
        Assert.Equal(
            [OrderStatus.New, OrderStatus.PartiallyFilled, OrderStatus.Expired],
            bench.Engine.DrainEvents().Select(report => report.Status));
    }
}
