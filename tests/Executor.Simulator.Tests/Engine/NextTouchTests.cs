using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class NextTouchTests
{
    [Fact]
    public void NextTouch_WhenNothingIsOpen_IsNull()
    {
        var bench = new Bench();

        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 1m));
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 900_000m));
        Assert.False(bench.Engine.HasOpenOrders(Bench.Symbol));
    }

    [Fact]
    public void NextTouch_WhenAnOcoIsOpen_IsTheStopOnTheWayDownAndOneTickThroughTheTargetOnTheWayUp()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        Assert.Equal(60_000m, bench.Engine.NextTouch(Bench.Symbol, 59_000m));
        Assert.Equal(60_000m, bench.Engine.NextTouch(Bench.Symbol, 60_000m));
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 60_000.01m));
        Assert.Equal(64_000.01m, bench.Engine.NextTouch(Bench.Symbol, 65_000m));
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 64_000m));
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 61_250m));
        Assert.True(bench.Engine.HasOpenOrders(Bench.Symbol));
    }

    [Fact]
    public void NextTouch_WhenSeveralOrdersWait_IsTheNearest()
    {
        var bench = new Bench(btc: 1m, usdt: 99_999m);
        bench.Accepted(Draft.Stop(OrderSide.Sell, 0.5m, 60_000m));
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.5m, 60_500m));

        Assert.Equal(60_499.99m, bench.Engine.NextTouch(Bench.Symbol, 59_000m));
    }

    [Fact]
    public void NextTouch_WhenLiquidityWasShort_IsOneTickFurtherUntilTheOrderIsDone()
    {
        var bench = new Bench(usdt: 60_000m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.5m, 0m, 0.5m) });
        bench.Accepted(Draft.Limit(OrderSide.Buy, 1m, 60_000m));

        bench.Jump(59_999.99m);
        Assert.Equal(59_999.98m, bench.Engine.NextTouch(Bench.Symbol, 59_000m));
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 60_100m));
        bench.Jump(59_999.98m);
        Assert.Equal(59_999.99m, bench.Engine.NextTouch(Bench.Symbol, 60_100m));
        bench.Jump(59_999.97m);

        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 59_000m));
    }

    [Fact]
    public void PrintAndNextTouch_WhenNothingIsTouched_AllocateNothing()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));
        bench.Engine.DrainEvents();
        var allocated = Allocated(bench.Engine); // once to warm up
        allocated = Allocated(bench.Engine);

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Print_WhenPriceIsNotPositive_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bench().Engine.Print(Bench.Symbol, 0m, Bench.Noon));

    [Fact]
    public void Quote_WhenSlippageIsTwoTicks_LiesTwoTicksAround()
    {
        var bench = new Bench(options: new EngineOptions { SlippageTicks = 2 });

        var quote = bench.Engine.QuoteOf(Bench.Symbol);

        Assert.Equal((61_249.98m, 61_250.02m, 61_250m), (quote.Bid, quote.Ask, quote.Last));
    }

    private static long Allocated(MatchingEngine engine)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 1_000; step++)
        {
            engine.NextTouch(Bench.Symbol, 62_000m);
            engine.Print(Bench.Symbol, 61_000m + step, Bench.Noon);
            engine.DrainEvents();
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
