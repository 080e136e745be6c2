using Executor.Core.Arithmetic;
using Executor.Core.Market;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Planning;

public sealed class TradePlannerTests
{
    private const decimal Ratio = 95012.345m / 95000.005m;
    private static readonly DateTimeOffset SignalTime = new(2025, 1, 13, 20, 0, 37, TimeSpan.Zero);

    [Fact]
    public void Plan_Long_HasTheWorkedFigures()
    {
        var plan = Planned(TradePlanner.Plan(SignalOf(PositionSide.Long), Bars(), Ratio, Samples.Settings, Samples.Rules));

        Assert.Equal((95000.50m, 94700.00m, 95301.00m, 95601.50m), (plan.FeedEntry, plan.FeedStop, plan.FeedTarget1, plan.FeedTarget2));
        Assert.Equal((95012.84m, 94712.30m, 95313.37m, 95613.91m), (plan.Entry, plan.Stop, plan.Target1, plan.Target2));
        Assert.Equal(0.00105m, plan.Quantity);
        Assert.Equal(new LegQuantities(0.00035m, 0.00035m, 0.00035m), plan.Legs);
    }

    [Fact]
    public void Plan_Short_HasTheWorkedFigures()
    {
        var plan = Planned(TradePlanner.Plan(SignalOf(PositionSide.Short), Bars(), Ratio, Samples.Settings, Samples.Rules));

        Assert.Equal((94999.50m, 95300.00m, 94699.00m, 94398.50m), (plan.FeedEntry, plan.FeedStop, plan.FeedTarget1, plan.FeedTarget2));
        Assert.Equal((95011.84m, 95312.38m, 94711.31m, 94410.77m), (plan.Entry, plan.Stop, plan.Target1, plan.Target2));
    }

    [Fact]
    public void W40_PairThatIsItsOwnFeed_IsNotConverted()
    {
        var quote = new Quote(94999m, 95001m, 95000m, SignalTime);

        var plan = Planned(TradePlanner.Plan(
            SignalOf(PositionSide.Long), Bars(), QuoteConversion.KEntry(quote, quote), Samples.Settings, Samples.Rules));

        Assert.Equal((plan.FeedEntry, plan.FeedStop, plan.FeedTarget1), (plan.Entry, plan.Stop, plan.Target1));
    }

    [Fact]
    public void W39_FeedThatEndedHoursAgo_IsRefused()
    {
        var late = SignalOf(PositionSide.Long) with { Time = SignalTime.AddHours(3) };

        Assert.Equal(PlanRefusals.FeedStale, Refused(TradePlanner.Plan(late, Bars(), 1m, Samples.Settings, Samples.Rules)).Reason);
    }

    [Fact]
    public void W39_MinuteMissing_NeverLooksAtLaterBars()
    {
        // Bars end minutes 19:58 to 20:02; the one of the signal is missing, and a later one is far lower.
        Bar[] bars = [Bar(-2, 94700m), Bar(-1, 94800m), Bar(1, 90000m)];

        var plan = Planned(TradePlanner.Plan(SignalOf(PositionSide.Long), new BarSeries(bars), 1m, Samples.Settings, Samples.Rules));

        Assert.Equal(94700m, plan.FeedStop);
    }

    [Fact]
    public void Plan_NoBar_IsRefusedWithTheOriginalsReason() => Assert.Equal(
        "agg_unavailable", Refused(TradePlanner.Plan(SignalOf(PositionSide.Long), default, 1m, Samples.Settings, Samples.Rules)).Reason);

    [Fact]
    public void Plan_OneTarget_IsRefusedWithTheOriginalsReason() => Assert.Equal("tps_not_ready", Refused(TradePlanner.Plan(
        SignalOf(PositionSide.Long), Bars(), 1m, Samples.Settings with { TakeProfitMultiples = [1m] }, Samples.Rules)).Reason);

    [Fact]
    public void Plan_NotionalBelowTheMinimum_IsRefusedWithTheOriginalsReason()
    {
        var refused = Refused(TradePlanner.Plan(
            SignalOf(PositionSide.Long), Bars(), 1m, Samples.Settings with { QuoteNotional = 4.9m }, Samples.Rules));

        Assert.Equal(("qty_too_small", (decimal?)0.00005m), (refused.Reason, refused.Figures?.Quantity));
    }

    [Fact]
    public void Plan_ExitsThatWouldBeRefused_IsPlannedAsRecorded()
    {
        var falling = Samples.Settings with { TakeProfitMultiples = [2m, 1m] };

        var plan = Planned(TradePlanner.Plan(SignalOf(PositionSide.Long), Bars(), 1m, falling, Samples.Rules));

        Assert.Equal((95601.5m, 95301m), (plan.Target1, plan.Target2));
    }

    [Fact]
    public void Plan_SingleLotStep_HasNoLegs()
    {
        var coarse = Samples.Rules with { LotStep = 0.001m };

        var plan = Planned(TradePlanner.Plan(SignalOf(PositionSide.Long), Bars(), 1m, Samples.Settings, coarse));

        Assert.Equal((0.001m, default(LegQuantities)), (plan.Quantity, plan.Legs));
    }

    [Fact]
    public void Plan_TimeNotKnown_TakesTheNewestBarAsRecorded()
    {
        Bar[] bars = [Bar(-1, 94700m), Bar(5, 94600m)];

        var plan = Planned(TradePlanner.Plan(
            SignalOf(PositionSide.Long), time: null, new BarSeries(bars), 1m, Samples.Settings, Samples.Rules));

        Assert.Equal(94600m, plan.FeedStop);
    }

    [Fact]
    public void W43_TargetOfTwiceTheRisk_IsNotATickShort()
    {
        // Entry 100.5, stop 95.37: twice the risk of 5.13 is a hair less than 10.26 in doubles, which gave 110.75.
        Bar[] bars = [new(SignalTime, 101m, 95.37m, 100m)];
        var signal = SignalOf(PositionSide.Long) with { Price = 100m };
        var settings = Samples.Settings with { StopFraction = 0.01m };

        var plan = Planned(TradePlanner.Plan(signal, new BarSeries(bars), 1m, settings, Samples.Rules));

        Assert.Equal(110.76m, plan.FeedTarget2);
    }

    [Fact]
    public void Plan_RatioNotAboveZero_IsRefused() => Assert.Equal(PlanRefusals.BadPrices, Refused(
        TradePlanner.Plan(SignalOf(PositionSide.Long), Bars(), 0m, Samples.Settings, Samples.Rules)).Reason);

    [Theory]
    [InlineData(PositionSide.Long, "94700", "94700.00")]
    [InlineData(PositionSide.Long, "94995", "94810.49")]
    [InlineData(PositionSide.Short, "95300", "95300.00")]
    [InlineData(PositionSide.Short, "95005", "95189.50")]
    public void FeedStop_SwingOrPercentage_TakesTheFartherOne(PositionSide side, string extreme, string expected)
    {
        var bars = new BarSeries(new[] { new Bar(SignalTime, Exact.Of(extreme), Exact.Of(extreme), Exact.Of(extreme)) });
        var entry = side == PositionSide.Long ? 95000.5m : 94999.5m;

        Assert.Equal(Exact.Of(expected), StopPlacement.FeedStop(side, entry, bars, 0, 180, 0.002m, 0.01m));
    }

    [Fact]
    public void FeedStop_IndexOutsideTheFeed_TakesThePercentage() =>
        Assert.Equal(94810.49m, StopPlacement.FeedStop(PositionSide.Long, 95000.5m, default, -1, 180, 0.002m, 0.01m));

    [Fact]
    public void KEntry_QuotesOfBothPairs_IsTheRatioOfTheirMids()
    {
        var traded = new Quote(95012m, 95012.69m, 95012m, SignalTime);
        var feed = new Quote(95000m, 95000.01m, 95000m, SignalTime);

        Assert.Equal(Ratio, QuoteConversion.KEntry(traded, feed));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuoteConversion.KEntry(traded, default));
    }

    private static TradePlan Planned(PlanOutcome outcome) => Assert.IsType<PlanOutcome.Planned>(outcome).Plan;

    private static PlanOutcome.Refused Refused(PlanOutcome outcome) => Assert.IsType<PlanOutcome.Refused>(outcome);

    private static Signal SignalOf(PositionSide side) => new() { Key = "key", Side = side, Time = SignalTime, Price = 95000m };

    private static BarSeries Bars() => new(new[] { Bar(-1, 94700m), Bar(0, 94900m) });

    private static Bar Bar(int minute, decimal low) => new(SignalTime.AddMinutes(minute), 95300m, low, 95000m);
}
