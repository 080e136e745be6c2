namespace Executor.Core.Market;

/// <summary>A view of bars, oldest first, times never decreasing. Copies nothing.</summary>
/// <param name="bars">The bars.</param>
public readonly struct BarSeries(ReadOnlyMemory<Bar> bars)
{
    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    /// <summary>How many bars.</summary>
    public int Count => bars.Length;

    /// <summary>The bars as a span.</summary>
    public ReadOnlySpan<Bar> Span => bars.Span;

    /// <summary>The bar at <paramref name="index"/>; 0 is the oldest.</summary>
    public Bar this[int index] => bars.Span[index];

    /// <summary>The newest bar.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Bar Newest => Count > 0 ? bars.Span[^1] : throw new InvalidOperationException("The series holds no bar.");

    /// <summary>Index of the first bar of the same minute (both cut to the minute, UTC); -1 when there is none.</summary>
    public int IndexOfMinute(DateTimeOffset time)
    {
        var minute = MinuteOf(time);
        var index = FirstAtOrAfter(minute);
        return index < Count && MinuteOf(bars.Span[index].Time) == minute ? index : -1;
    }

    /// <summary>Index of the last bar whose minute is not after that of <paramref name="time"/>; -1 when all are later.</summary>
    public int IndexAtOrBefore(DateTimeOffset time) => FirstAtOrAfter(MinuteOf(time) + 1) - 1;

    /// <summary>The newest <paramref name="count"/> bars, or all when there are fewer; none for 0 or less.</summary>
    public BarSeries Tail(int count)
    {
        var kept = Math.Clamp(count, 0, Count);
        return new BarSeries(bars[(Count - kept)..]);
    }

    private static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TicksPerMinute;

    private int FirstAtOrAfter(long minute)
    {
        var span = bars.Span;
        var (low, high) = (0, span.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (MinuteOf(span[middle].Time) < minute)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
