using Executor.Core.Positions;
using Executor.Replay.Results;

namespace Executor.Replay.Tests.Running;

public sealed class TradeLifeTests
{
    [Fact]
    public void EntryToTrail_WhenEveryStageIsReached_FillsAtHandCheckedPricesAndTimes()
    {
        using var scenario = Entered()
            .Row(101_010m, 100_000m, 101_000m)
            .Row(102_010m, 101_000m, 101_900m)
            .Row(101_900m, 101_800m, 101_900m)
            .Row(101_900m, 101_700m, 101_900m)
            .Row(101_900m, 101_500m, 101_900m)
            .Row(101_900m, 101_700m, 101_900m)
            .Row(101_950m, 101_800m, 101_900m)
            .Row(101_950m, 101_850m, 101_900m)
            .Row(101_900m, 101_400m, 101_450m)
            .Quiet(2, 101_450m);

        var result = scenario.Run();

        var closed = Assert.Single(result.Trades);
        Assert.Equal("NORMAL_TRAIL", closed.ExitType);
        Assert.Equal(
        [
            ("entry", 100_000m, 0.03m),
            ("tp1", 101_000m, 0.01m),
            ("tp2", 102_000m, 0.01m),
            ("runner", 101_484.99m, 0.01m),
        ],
        closed.Trade.FillsInOrder().Select(entry => (entry.Order.Slot.Name(), entry.Fill.Price, entry.Fill.Quantity)));
        Assert.Equal(44.8499m, closed.Result.ProfitQuote);
        Assert.Equal(44.8499m, result.QuoteBalanceChange);
        Assert.Equal([StopCause.Initial, StopCause.BreakEven, StopCause.Trail], closed.Trade.Stops.Select(stop => stop.Cause).Distinct());
        Assert.Equal(101_485m, closed.Trade.Stops[^1].Price);
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void Entry_WhenPriceTradesOneTickThroughTheLimit_FillsAtItsPriceAtTheInterpolatedMoment()
    {
        using var scenario = Entered();

        var closed = Assert.Single(scenario.Run().Trades);

        // Row 6 walks from 100000 to 99999 within 20 s: the hundredth is there after 0.2 s.
        Assert.Equal(Scenario.At(5, 0.2), closed.Trade.EnteredAt());
        Assert.Equal(100_000m, closed.Result.EntryPrice);
    }

    [Fact]
    public void Stop_WhenPriceTouchesIt_FillsOneTickBelowAtTheTouch()
    {
        using var scenario = Entered().Row(100_000m, 98_000m, 98_000m).Quiet(1, 98_000m);

        var result = scenario.Run();

        var closed = Assert.Single(result.Trades);
        Assert.Equal("NORMAL_SL", closed.ExitType);
        Assert.Equal(98_999.99m, closed.Result.ExitPrice);
        Assert.Equal(-30.0003m, closed.Result.ProfitQuote);

        // High first: 100000 from :00 to :20, then 2000 down in 20 s: 1000 of it after 10 s.
        Assert.Equal(Scenario.At(6, 30), closed.Trade.LeftAt());
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void BreakEven_WhenPriceComesBackAfterTheFirstTarget_ClosesTheRestAtTheEntry()
    {
        using var scenario = Entered().Row(101_010m, 100_000m, 101_000m).Row(101_000m, 99_500m, 99_500m).Quiet(1, 99_500m);

        var closed = Assert.Single(scenario.Run().Trades);

        // 10 for the first leg; the other two lose the tick by which the stop slips.
        Assert.Equal("NORMAL_BE", closed.ExitType);
        Assert.Equal(9.9998m, closed.Result.ProfitQuote);
    }

    [Fact]
    public void W66_StopLimit_WhenPriceJumpsPastItsLimit_RestsAndLeavesAtMarketAfterTheGrace()
    {
        using var scenario = Entered().Row(98_500m, 98_000m, 98_200m).Quiet(1, 98_200m);

        var result = scenario.Run();

        var closed = Assert.Single(result.Trades);
        Assert.Equal(98_499.99m, closed.Result.ExitPrice);
        Assert.Equal(-45.0003m, closed.Result.ProfitQuote);
        Assert.Equal(Scenario.At(6, 3), closed.Trade.LeftAt());
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void StopMarket_WhenPriceJumpsPastIt_FillsBehindTheGapAtOnce()
    {
        using var scenario = Entered().Set("STOP_TYPE", "STOP_LOSS").Row(98_500m, 98_000m, 98_200m).Quiet(1, 98_200m);

        var closed = Assert.Single(scenario.Run().Trades);

        Assert.Equal(98_499.99m, closed.Result.ExitPrice);
        Assert.Equal(Scenario.At(6), closed.Trade.LeftAt());
    }

    [Fact]
    public void StopLimit_WhenPriceComesBackWithinTheGrace_FillsAtItsLimit()
    {
        using var scenario = Entered().Set("SL_WATCHDOG_GRACE_SEC", "120").Row(98_600m, 98_500m, 98_600m).Row(99_600m, 98_600m, 99_600m).Quiet(1, 99_600m);

        var closed = Assert.Single(scenario.Run().Trades);

        // The limit of 98999.98 fills when a trade goes one tick through it: from 98600 to 99600 in 20 s, 399.99 of it after 7.9998 s.
        var (order, fill) = closed.Trade.FillsInOrder().Last();
        Assert.Equal((Slot.Runner, OrderRole.Stop, 98_999.98m), (order.Slot, order.Role, fill.Price));
        Assert.True(fill.IsMaker);
        Assert.Equal(Scenario.At(7, 27.9998), fill.At);
    }

    [Fact]
    public void EndOfData_WhenATradeIsOpen_ClosesItAtTheLastPrice()
    {
        using var scenario = Entered().Row(100_500m, 100_000m, 100_400m);

        var result = scenario.Run();

        var closed = Assert.Single(result.Trades);
        Assert.Equal("END_OF_DATA", closed.ExitType);
        Assert.Equal(100_399.99m, closed.Result.ExitPrice);
        Assert.Equal(11.9997m, closed.Result.ProfitQuote);
        Assert.Equal(11.9997m, result.QuoteBalanceChange);
        Assert.Equal(scenario.Now, closed.At);
    }

    [Fact]
    public void Fees_WhenTaken_AreInBaseOnTheEntryAndInQuoteOnTheExit()
    {
        using var scenario = Entered().Set("FEE_BPS", "10").Row(100_000m, 98_000m, 98_000m).Quiet(1, 98_000m);

        var result = scenario.Run();

        // 0.03 less 0.1 % is 0.02997: sold at 98999.99, 2967.0297003 less 2.9670297 (rounded down three times 0.9890099).
        var closed = Assert.Single(result.Trades);
        Assert.Equal(0.02997m, closed.Result.ExitQuantity);
        Assert.Equal([KeyValuePair.Create("BTC", 0.00003m), KeyValuePair.Create("USDT", 2.9670297m)], closed.Trade.Fees());
        Assert.Equal(-35.9373294m, closed.Result.ProfitQuote);
        Assert.Equal(-35.9373294m, result.QuoteBalanceChange);
        Assert.Empty(result.Violations);
    }

    /// <summary>The entry lies a tick above the signal. Planned: entry 100000, stop 99000, targets 101000 and 102000, 0.03 in three legs. Row 6 fills the entry.</summary>
    private static Scenario Entered() =>
        new Scenario().Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m);
}
