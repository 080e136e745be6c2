using Executor.Core.Market;

namespace Executor.Core.Tests.Market;

public sealed class BarSeriesTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IndexOfMinute_SeveralBarsOfOneMinute_GivesTheFirst()
    {
        var series = Series(0, 60, 75, 90, 180);

        Assert.Equal(1, series.IndexOfMinute(Start.AddSeconds(119)));
        Assert.Equal(4, series.IndexOfMinute(Start.AddSeconds(180)));
    }

    [Fact]
    public void IndexOfMinute_NoBarOfThatMinute_GivesMinusOne()
    {
        var series = Series(0, 60, 180);

        Assert.Equal(-1, series.IndexOfMinute(Start.AddSeconds(120)));
        Assert.Equal(-1, series.IndexOfMinute(Start.AddSeconds(-1)));
        Assert.Equal(-1, series.IndexOfMinute(Start.AddSeconds(999)));
        Assert.Equal(-1, default(BarSeries).IndexOfMinute(Start));
    }

    [Fact]
    public void IndexAtOrBefore_Gap_GivesTheBarBeforeIt()
    {
        var series = Series(0, 60, 180);

        Assert.Equal(1, series.IndexAtOrBefore(Start.AddSeconds(150)));
        Assert.Equal(-1, series.IndexAtOrBefore(Start.AddSeconds(-60)));
    }

    [Fact]
    public void Tail_AnyCount_GivesTheNewestBars()
    {
        var series = Series(0, 60, 120);

        Assert.Equal(Start.AddSeconds(60), series.Tail(2)[0].Time);
        Assert.Equal(3, series.Tail(9).Count);
        Assert.Equal(0, series.Tail(-1).Count);
        Assert.Equal(Start.AddSeconds(120), series.Newest.Time);
    }

    private static BarSeries Series(params int[] seconds) =>
        new(seconds.Select(second => new Bar(Start.AddSeconds(second), 2m, 1m, 1.5m)).ToArray());
}
