using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class StopTests
{
    [Fact]
    public void SellStop_WhenPriceTradesAtIt_SellsOneTickBelowAsTaker()
    {
        var bench = new Bench(btc: 1m);
        var placed = bench.Accepted(Draft.Stop(OrderSide.Sell, 1m, 60_000m));
        Assert.False(placed.IsWorking);

        bench.Jump(60_000.01m);
        Assert.Equal(OrderStatus.New, bench.Now("stop").Status);
        bench.Walk(59_000m);

        var stop = bench.Now("stop");
        Assert.Equal((OrderStatus.Filled, 1L, true, OrderType.StopLoss), (stop.Status, stop.OrderId, stop.IsWorking, stop.Type));
        Assert.Equal(59_999.99m, Assert.Single(bench.Engine.TradesOf(Bench.Symbol)).Price);
        Assert.Equal(59_939.99001m, bench.Usdt.Free);
    }

    [Fact]
    public void SellStop_WhenPriceJumpsPastIt_SellsAtTheTouchedPriceLessSlippage()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { SlippageTicks = 3 });
        bench.Accepted(Draft.Stop(OrderSide.Sell, 1m, 60_000m));

        bench.Jump(58_000m);

        Assert.Equal(57_999.97m, Assert.Single(bench.Engine.TradesOf(Bench.Symbol)).Price);
    }

    [Fact]
    public void SellStopLimit_WhenPriceWalksToIt_FillsWithinItsLimit()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_999.98m));

        bench.Walk(59_000m);

        Assert.Equal(59_999.99m, Assert.Single(bench.Engine.TradesOf(Bench.Symbol)).Price);
    }

    [Fact]
    public void W66_StopLimitTwoTicksWide_WhenPriceGapsThroughIt_RestsUnfilledUntilPriceComesBack()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_999.98m));

        bench.Jump(59_000m);

        var stop = bench.Now("stop");
        Assert.Equal((OrderStatus.New, true, 0m), (stop.Status, stop.IsWorking, stop.ExecutedQuantity));
        Assert.Equal(59_999.99m, bench.Engine.NextTouch(Bench.Symbol, 61_000m));
        bench.Walk(61_000m);
        Assert.Equal((59_999.98m, true), bench.Engine.TradesOf(Bench.Symbol).Select(fill => (fill.Price, fill.IsMaker)).Single());
    }

    [Fact]
    public void BuyStop_WhenPriceJumpsAboveIt_PaysMoreThanWasLockedFromFreeFunds()
    {
        var bench = new Bench(usdt: 70_000m);
        bench.Accepted(Draft.Stop(OrderSide.Buy, 1m, 62_000m));
        Assert.Equal(new Balance("USDT", 8_000m, 62_000m), bench.Usdt);

        bench.Jump(63_000m);

        Assert.Equal(new Balance("USDT", 6_999.99m, 0m), bench.Usdt);
        Assert.Equal(0.999m, bench.Btc.Free);
    }

    [Fact]
    public void BuyStop_WhenFundsNoLongerCoverIt_ExpiresRejected()
    {
        var bench = new Bench(usdt: 62_000m);
        bench.Accepted(Draft.Stop(OrderSide.Buy, 1m, 62_000m));

        bench.Walk(62_500m);

        Assert.Equal((OrderStatus.Expired, "REJECTED"), (bench.Now("stop").Status, bench.Now("stop").ExpiryReason));
        Assert.Equal(new Balance("USDT", 62_000m, 0m), bench.Usdt);
    }

    [Fact]
    public void StopLimit_WhenItsPriceLeftTheLegalBand_ExpiresRejected()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        bench.Jump(29_000m);

        Assert.Equal((OrderStatus.Expired, "REJECTED"), (bench.Now("stop").Status, bench.Now("stop").ExpiryReason));
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
    }

    [Fact]
    public void MarketStop_WhenLiquidityIsShort_ExpiresTheRest()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.25m) });
        bench.Accepted(Draft.Stop(OrderSide.Sell, 1m, 60_000m));

        bench.Walk(59_000m);

        var stop = bench.Now("stop");
        Assert.Equal((OrderStatus.Expired, 0.25m, "INSUFFICIENT_LIQUIDITY"), (stop.Status, stop.ExecutedQuantity, stop.ExpiryReason));
        Assert.Equal(new Balance("BTC", 0.75m, 0m), bench.Btc);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Trigger_WhenAnnounced_EmitsOneMoreNewEvent(bool announce, int events)
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { AnnounceTrigger = announce });
        bench.Accepted(Draft.Stop(OrderSide.Sell, 1m, 60_000m));

        bench.Walk(60_000m);

        Assert.Equal(events, bench.Engine.DrainEvents().Length);
    }
}
