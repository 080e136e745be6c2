using Executor.Core.Market;
using Executor.Simulator.Market;

namespace Executor.Simulator.Tests.Market;

public sealed class MinutePathTests
{
    private static readonly DateTimeOffset End = new(2026, 7, 1, 12, 1, 0, TimeSpan.Zero);

    [Fact]
    public void Path_WhenTheMinuteRises_GoesToTheLowFirst()
    {
        var path = new MinutePath(new Bar(End, High: 110m, Low: 90m, Close: 105m), previousClose: 100m);

        Assert.Equal((100m, 90m, 110m, 105m), (path.Opening, path.FirstExtreme, path.SecondExtreme, path.Close));
        Assert.Equal(End.AddSeconds(-60), path.Start);
        Assert.Equal([End.AddSeconds(-40), End.AddSeconds(-20), End], Enumerable.Range(0, 3).Select(path.EndOf));
        Assert.False(path.HasGap);
    }

    [Fact]
    public void Path_WhenTheMinuteFalls_GoesToTheHighFirst()
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 95m), 100m);

        Assert.Equal((110m, 90m), (path.FirstExtreme, path.SecondExtreme));
    }

    [Fact]
    public void Path_WhenTheMinuteClosesWhereItBegan_GoesToTheLowFirst() =>
        Assert.Equal(90m, new MinutePath(new Bar(End, 110m, 90m, 100m), 100m).FirstExtreme);

    [Fact]
    public void Path_WhenThereIsNoPreviousClose_StartsAtItsOwn()
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 95m), previousClose: null);

        Assert.Equal((95m, 90m, 110m, 95m), (path.Opening, path.FirstExtreme, path.SecondExtreme, path.Close));
    }

    [Theory]
    [InlineData(80, 90)]
    [InlineData(120, 110)]
    public void Path_WhenThePreviousCloseLiesOutside_JumpsToTheNearerBound(int previous, int opening)
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 100m), previous);

        Assert.True(path.HasGap);
        Assert.Equal(opening, path.Opening);
        Assert.Equal(opening, path.FirstExtreme);
    }

    [Fact]
    public void Path_WhenTheCloseLiesOutsideTheBar_Throws() =>
        Assert.Throws<ArgumentException>(() => new MinutePath(new Bar(End, 110m, 90m, 111m), 100m));

    [Theory]
    [InlineData(0, "100", -60)]
    [InlineData(0, "95", -50)]
    [InlineData(0, "90", -40)]
    [InlineData(1, "92.5", -37.5)]
    [InlineData(1, "110", -20)]
    [InlineData(2, "106", -4)]
    public void TimeAt_WhenPriceIsOnTheSegment_InterpolatesLinearly(int segment, string price, double secondsToEnd)
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 105m), 100m);

        Assert.Equal(End.AddSeconds(secondsToEnd), path.TimeAt(segment, decimal.Parse(price)));
    }

    [Fact]
    public void TimeAt_WhenPriceIsOffTheSegment_Throws()
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 105m), 100m);

        Assert.Throws<ArgumentOutOfRangeException>(() => path.TimeAt(0, 100.01m));
        Assert.Throws<ArgumentOutOfRangeException>(() => path.TimeAt(3, 100m));
    }

    [Fact]
    public void TimeAt_WhenTheMinuteStandsStill_IsTheBeginningOfTheSegment() =>
        Assert.Equal(End.AddSeconds(-40), new MinutePath(new Bar(End, 100m, 100m, 100m), 100m).TimeAt(1, 100m));

    [Theory]
    [InlineData(-60, "100")]
    [InlineData(-50, "95")]
    [InlineData(-40, "90")]
    [InlineData(-30, "100")]
    [InlineData(-20, "110")]
    [InlineData(-10, "107.5")]
    [InlineData(-9, "107.3")]
    [InlineData(0, "105")]
    public void PriceAt_WhenTimeIsInTheMinute_InterpolatesToTheTick(int secondsToEnd, string price)
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 105m), 100m);

        Assert.Equal(decimal.Parse(price), path.PriceAt(End.AddSeconds(secondsToEnd), tick: 0.1m)); // at -9: 107.25, half up
    }

    [Theory]
    [InlineData(-60.1)]
    [InlineData(0.1)]
    public void PriceAt_WhenTimeIsOutsideTheMinute_Throws(double secondsToEnd)
    {
        var path = new MinutePath(new Bar(End, 110m, 90m, 105m), 100m);

        Assert.Throws<ArgumentOutOfRangeException>(() => path.PriceAt(End.AddSeconds(secondsToEnd), 0.1m));
    }

    [Fact]
    public void PriceAt_WithinASegment_NeverTurnsBack()
    {
        var path = new MinutePath(new Bar(End, 100.37m, 99.91m, 100.11m), 100.02m);
        var steps = Enumerable.Range(0, 201).Select(step => path.PriceAt(path.StartOf(1).AddMilliseconds(100 * step), 0.01m)).ToList();

        Assert.Equal(steps.Order(), steps);
        Assert.Equal((99.91m, 100.37m), (steps[0], steps[^1]));
    }
}
