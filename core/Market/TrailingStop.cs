using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Market;

/// <summary>
/// The trailing stop that the feed proposes: the last swing less a distance. In the feed's quote: the caller converts (W27).
/// </summary>
/// <remarks>Source: behaviour of the original, sections 8.3 and 8.4.</remarks>
public static class TrailingStop
{
    private const int DefaultNeighbours = 2;

    /// <summary>The stop, feed quote, not yet on a tick; null when there is no swing. Not above 0 when the distance exceeds the price:
    /// the caller must not follow such a stop.</summary>
    /// <param name="side">Direction of the position: a long looks at swing lows, a short at swing highs.</param>
    /// <param name="bars">The feed, oldest first.</param>
    /// <param name="s">Settings of the symbol.</param>
    public static decimal? FromSwing(PositionSide side, BarSeries bars, SymbolSettings s) =>
        Swings.Last(bars.Tail(s.TrailSwingRows), NeighboursOf(s), KindOf(side)) is { } swing ? Beyond(side, swing, s) : null;

    /// <summary>As the other, over the lows (long) or highs (short) alone; null stands for a gap.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="series">Lows for a long, highs for a short, oldest first.</param>
    /// <param name="s">Settings of the symbol.</param>
    public static decimal? FromSwing(PositionSide side, ReadOnlySpan<decimal?> series, SymbolSettings s)
    {
        var kept = Math.Clamp(s.TrailSwingRows, 0, series.Length);
        return Swings.Last(series[^kept..], NeighboursOf(s), KindOf(side)) is { } swing ? Beyond(side, swing, s) : null;
    }

    /// <summary>True when a bar closed beyond the reference by more than the buffer: above it for a long, below it for a short.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="lastClose">Close of the newest bar.</param>
    /// <param name="reference">Price to be broken, same quote.</param>
    /// <param name="buffer">Distance to be exceeded, same quote.</param>
    public static bool Confirms(PositionSide side, decimal lastClose, decimal reference, decimal buffer) => side switch
    {
        PositionSide.Long => lastClose > reference + buffer,
        PositionSide.Short => lastClose < reference - buffer,
    };

    private static SwingKind KindOf(PositionSide side) => side switch
    {
        PositionSide.Long => SwingKind.Low,
        PositionSide.Short => SwingKind.High,
    };

    private static int NeighboursOf(SymbolSettings s) => s.TrailSwingNeighbours == 0 ? DefaultNeighbours : s.TrailSwingNeighbours;

    private static decimal Beyond(PositionSide side, decimal swing, SymbolSettings s)
    {
        var distance = s.TrailSwingBuffer.At(swing);
        return side switch
        {
            PositionSide.Long => swing - distance,
            PositionSide.Short => swing + distance,
        };
    }
}
