using CsCheck;
using Executor.Core.Market;

namespace Executor.Core.Tests.Market;

public sealed class SwingsTests
{
    [Theory]
    [InlineData("94980 94960 94940 94955 94970 94965 94990", 2, SwingKind.Low, "94940")]
    [InlineData("94980 94960 94940 94955 94970 94965 94990", 1, SwingKind.Low, "94965")]
    [InlineData("95040 95050 95030 95060 95090 95070 95100", 2, SwingKind.High, null)]
    [InlineData("95040 95050 95030 95060 95090 95070 95100", 1, SwingKind.High, "95090")]
    [InlineData("100 95 95 97 99", 1, SwingKind.Low, null)]
    [InlineData("100 95 96 95 99", 1, SwingKind.Low, "95")]
    [InlineData("5 4 3", 1, SwingKind.Low, null)]
    [InlineData("5 3 4", 0, SwingKind.Low, "3")]
    [InlineData("5 x 3 4 5", 2, SwingKind.Low, null)]
    public void Last_AnySeries_GivesTheNewestStrictTurningPoint(string series, int neighbours, SwingKind kind, string? expected)
    {
        var values = series.Split(' ').Select(value => value == "x" ? (decimal?)null : Exact.Of(value)).ToArray();

        Assert.Equal(expected is null ? null : Exact.Of(expected), Swings.Last(values, neighbours, kind));
    }

    [Fact]
    public void Last_AnySeriesWithGaps_AgreesWithTheDefinition() => Gen
        .Select(Gen.Int[0, 6].Array[0, 40], Gen.Int[-1, 5], Gen.Bool)
        .Sample((numbers, neighbours, isLow) =>
        {
            var series = numbers.Select(number => number == 0 ? (decimal?)null : number).ToArray();
            var kind = isLow ? SwingKind.Low : SwingKind.High;
            Assert.Equal(ByDefinition(series, Math.Max(1, neighbours), kind), Swings.Last(series, neighbours, kind));
        });

    [Fact]
    public void Last_OverBars_AgreesWithTheSeriesOfLowsAndHighs() => Gen
        .Select(Gen.Select(Gen.Int[1, 6], Gen.Int[0, 4]).Array[0, 40], Gen.Int[-1, 5])
        .Sample((ranges, neighbours) =>
        {
            var bars = ranges.Select(range => new Bar(default, range.Item1 + range.Item2, range.Item1, range.Item1)).ToArray();
            var lows = bars.Select(bar => (decimal?)bar.Low).ToArray();
            var highs = bars.Select(bar => (decimal?)bar.High).ToArray();
            Assert.Equal(Swings.Last(lows, neighbours, SwingKind.Low), Swings.Last(new BarSeries(bars), neighbours, SwingKind.Low));
            Assert.Equal(Swings.Last(highs, neighbours, SwingKind.High), Swings.Last(new BarSeries(bars), neighbours, SwingKind.High));
        });

    private static decimal? ByDefinition(decimal?[] series, int width, SwingKind kind)
    {
        var sign = kind == SwingKind.Low ? 1m : -1m;
        return Enumerable.Range(0, series.Length)
            .Where(index => index - width >= 0 && index + width < series.Length && series[index] is not null)
            .Where(index => Enumerable.Range(-width, (2 * width) + 1)
                .Where(step => step != 0)
                .All(step => series[index + step] is { } neighbour && sign * neighbour > sign * series[index]))
            .Select(index => series[index])
            .LastOrDefault();
    }
}
