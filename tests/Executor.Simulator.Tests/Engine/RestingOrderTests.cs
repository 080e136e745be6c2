using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class RestingOrderTests
{
    [Fact]
    public void BuyLimit_WhenPriceOnlyTouchesIt_RestsAndOneTickFurtherFillsAtItsOwnPriceAsMaker()
    {
        var bench = new Bench(usdt: 1_200m);
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m));

        bench.Jump(60_000m);
        Assert.Equal(OrderStatus.New, bench.Now("limit").Status);
        bench.Jump(59_999.99m);

        Assert.Equal((OrderStatus.Filled, 1_200m), (bench.Now("limit").Status, bench.Now("limit").QuoteQuantity));
        var fill = Assert.Single(bench.Engine.TradesOf(Bench.Symbol));
        Assert.Equal(new Fill(1, 1, 60_000m, 0.02m, 0.00002m, "BTC", Bench.Noon, IsMaker: true), fill);
        Assert.Equal(new Balance("USDT", 0m, 0m), bench.Usdt);
        Assert.Equal(new Balance("BTC", 0.01998m, 0m), bench.Btc);
    }

    [Fact]
    public void SellLimit_WhenPriceJumpsPastIt_FillsAtItsOwnPrice()
    {
        var bench = new Bench(btc: 0.5m);
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.5m, 62_000m));

        bench.Jump(62_000m);
        Assert.Equal(OrderStatus.New, bench.Now("limit").Status);
        bench.Jump(63_500m);

        Assert.Equal(31_000m, bench.Now("limit").QuoteQuantity);
        Assert.Equal(30_969m, bench.Usdt.Free);
    }

    [Theory]
    [InlineData(OrderSide.Buy, "61250.00", false)]
    [InlineData(OrderSide.Buy, "61250.01", true)]
    [InlineData(OrderSide.Sell, "61250.00", false)]
    [InlineData(OrderSide.Sell, "61249.99", true)]
    public void Limit_WhenItReachesTheQuoteOnArrival_TakesThereElseRests(OrderSide side, string price, bool takes)
    {
        var bench = new Bench(btc: 1m, usdt: 99_999m);

        var order = bench.Accepted(Draft.Limit(side, 1m, decimal.Parse(price)));

        Assert.Equal(takes ? OrderStatus.Filled : OrderStatus.New, order.Status);
        Assert.Equal(takes, order.Fills is [{ IsMaker: false }]);
    }

    [Fact]
    public void BuyLimit_WhenFarAboveTheMarket_PaysTheAskAndGetsTheRestBack()
    {
        var bench = new Bench(usdt: 70_000m);

        var order = bench.Accepted(Draft.Limit(OrderSide.Buy, 1m, 70_000m));

        Assert.Equal(61_250.01m, Assert.Single(order.Fills).Price);
        Assert.Equal(new Balance("USDT", 8_749.99m, 0m), bench.Usdt);
    }

    [Fact]
    public void LimitOrder_WhenLiquidityComesInParts_FillsTouchByTouch()
    {
        var liquidity = new ScriptedLiquidity(0.4m, 0.000019m, 5m);
        var bench = new Bench(usdt: 60_000m, options: new EngineOptions { Liquidity = liquidity });
        bench.Accepted(Draft.Limit(OrderSide.Buy, 1m, 60_000m));

        bench.Walk(59_999.97m);

        Assert.Equal([0.4m, 0.00001m, 0.59999m], bench.Engine.TradesOf(Bench.Symbol).Select(fill => fill.Quantity));
        Assert.Equal([1m, 0.6m, 0.59999m], liquidity.Requests.Select(request => request.Wanted));
        Assert.Equal(OrderStatus.Filled, bench.Now("limit").Status);
    }

    [Fact]
    public void ImmediateOrCancel_WhenOnlyPartExecutes_ExpiresWithTheRest()
    {
        var bench = new Bench(usdt: 70_000m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.4m) });

        var order = bench.Accepted(Draft.Limit(OrderSide.Buy, 1m, 61_300m) with { TimeInForce = TimeInForce.ImmediateOrCancel });

        Assert.Equal(
            (OrderStatus.Expired, 0.4m, "UNFILLED_IOC_QUANTITY_EXPIRED"), (order.Status, order.ExecutedQuantity, order.ExpiryReason));
        Assert.Equal(0m, bench.Usdt.Locked);
    }

    [Fact]
    public void FillOrKill_WhenNotAllExecutes_ExpiresUntouched()
    {
        var bench = new Bench(usdt: 70_000m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.4m) });

        var order = bench.Accepted(Draft.Limit(OrderSide.Buy, 1m, 61_300m) with { TimeInForce = TimeInForce.FillOrKill });

        Assert.Equal((OrderStatus.Expired, 0m, "UNFILLED_FOK_ORDER_EXPIRED"), (order.Status, order.ExecutedQuantity, order.ExpiryReason));
        Assert.Equal(new Balance("USDT", 70_000m, 0m), bench.Usdt);
    }

    [Fact]
    public void FillOrKill_WhenAllExecutes_Fills()
    {
        var bench = new Bench(usdt: 70_000m);

        Assert.Equal(
            OrderStatus.Filled,
            bench.Accepted(Draft.Limit(OrderSide.Buy, 1m, 61_300m) with { TimeInForce = TimeInForce.FillOrKill }).Status);
    }

    [Fact]
    public void SeveralOrders_WhenOneJumpSatisfiesAll_NearestPriceGoesFirstThenTheOlder()
    {
        var bench = new Bench(usdt: 99_999m);
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.1m, 60_000m, "far"));
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.1m, 61_000m, "near-old"));
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.1m, 61_000m, "near-new"));

        bench.Jump(59_000m);

        Assert.Equal([2L, 3L, 1L], bench.Engine.TradesOf(Bench.Symbol).Select(fill => fill.OrderId));
    }

    [Fact]
    public void StopAndLimit_WhenOnePrintTouchesBothAtTheSameDistance_TheStopGoesFirst()
    {
        var bench = new Bench(btc: 0.1m, usdt: 6_001m);
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.1m, 60_000.01m));
        bench.Accepted(Draft.Stop(OrderSide.Sell, 0.1m, 60_000m));

        bench.Jump(59_500m);

        Assert.Equal([2L, 1L], bench.Engine.TradesOf(Bench.Symbol).Select(fill => fill.OrderId));
    }
}
