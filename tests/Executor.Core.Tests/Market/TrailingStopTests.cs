using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Market;

public sealed class TrailingStopTests
{
    private static readonly decimal[] Lows = [94980m, 94960m, 94940m, 94955m, 94970m, 94965m, 94990m];

    [Fact]
    public void FromSwing_Long_IsTheLastSwingLowLessTheBuffer() =>
        Assert.Equal(94925m, TrailingStop.FromSwing(PositionSide.Long, Bars(), Settings()));

    [Fact]
    public void FromSwing_ShortWithOneNeighbour_IsTheLastSwingHighPlusTheBuffer() =>
        Assert.Equal(94995m, TrailingStop.FromSwing(PositionSide.Short, Bars(), Settings() with { TrailSwingNeighbours = -3 }));

    [Fact]
    public void FromSwing_BufferAsFraction_ScalesWithTheSwing() => Assert.Equal(
        94940m - 94.940m,
        TrailingStop.FromSwing(PositionSide.Long, Bars(), Settings() with { TrailSwingBuffer = PriceDistance.Fraction(0.001m) }));

    [Fact]
    public void FromSwing_BufferAboveThePrice_IsBelowZeroAsRecorded() => Assert.Equal(
        -60m,
        TrailingStop.FromSwing(PositionSide.Long, Bars(), Settings() with { TrailSwingBuffer = PriceDistance.Amount(95_000m) }));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(4)]
    public void FromSwing_TooFewRowsExamined_IsNotProposed(int rows) =>
        Assert.Null(TrailingStop.FromSwing(PositionSide.Long, Bars(), Settings() with { TrailSwingRows = rows }));

    [Theory]
    [InlineData(PositionSide.Long, "95060", "95060", "0", false)]
    [InlineData(PositionSide.Long, "95060", "95059.99", "0", true)]
    [InlineData(PositionSide.Long, "95060", "95050", "10", false)]
    [InlineData(PositionSide.Short, "95060", "95060.01", "0", true)]
    [InlineData(PositionSide.Short, "95060", "95070", "10", false)]
    public void Confirms_AnyClose_NeedsMoreThanTheBuffer(PositionSide side, string close, string reference, string buffer, bool expected) =>
        Assert.Equal(expected, TrailingStop.Confirms(side, Exact.Of(close), Exact.Of(reference), Exact.Of(buffer)));

    private static SymbolSettings Settings() => new() { Symbol = "BTCUSDC" };

    private static BarSeries Bars() => new(Lows.Select(low => new Bar(default, low + 10m, low, low)).ToArray());
}
