using Executor.Core.Arithmetic;
using Executor.Core.Market;
using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>
/// The first stop of a trade, feed quote: a percentage of the entry or the extreme of the recent bars, whichever is farther.
/// </summary>
/// <remarks>Source: behaviour of the original, section 4.5.</remarks>
public static class StopPlacement
{
    /// <summary>The stop, on the tick and at least one tick away from <paramref name="entry"/>.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="entry">Entry, feed quote.</param>
    /// <param name="bars">The feed.</param>
    /// <param name="signalIndex">Index of the signal bar; later bars do not count. Outside the series only the percentage counts.</param>
    /// <param name="rowsBefore">Bars before the signal bar that count, 0 or more.</param>
    /// <param name="fraction">Percentage stop as a fraction of the entry, 0 or more.</param>
    /// <param name="tick">Price tick, above 0.</param>
    public static decimal FeedStop(
        PositionSide side, decimal entry, BarSeries bars, int signalIndex, int rowsBefore, decimal fraction, decimal tick)
    {
        var window = signalIndex < 0 || signalIndex >= bars.Count
            ? []
            : bars.Span[(int)Math.Max(0L, (long)signalIndex - Math.Max(0, rowsBefore))..(signalIndex + 1)];
        return side switch
        {
            PositionSide.Long => Steps.FloorTo(Math.Min(LowestOf(window, entry * (1m - fraction)), entry - tick), tick),
            PositionSide.Short => Steps.CeilTo(Math.Max(HighestOf(window, entry * (1m + fraction)), entry + tick), tick),
        };
    }

    private static decimal LowestOf(ReadOnlySpan<Bar> window, decimal lowest)
    {
        foreach (ref readonly var bar in window)
        {
            lowest = Math.Min(lowest, bar.Low);
        }

        return lowest;
    }

    private static decimal HighestOf(ReadOnlySpan<Bar> window, decimal highest)
    {
        foreach (ref readonly var bar in window)
        {
            highest = Math.Max(highest, bar.High);
        }

        return highest;
    }
}
