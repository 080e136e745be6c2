namespace Executor.Core.Market;

/// <summary>
/// Finds the most recent confirmed turning point: a value strictly beyond its neighbours on both sides. A tie, or a gap among the
/// neighbours, disqualifies it; the newest values cannot be one yet.
/// </summary>
/// <remarks>Source: behaviour of the original, section 8.2.</remarks>
public static class Swings
{
    /// <summary>The value of the newest swing; null when there is none.</summary>
    /// <param name="series">Oldest first; null stands for a gap.</param>
    /// <param name="neighbours">Neighbours on each side; below 1 counts as 1.</param>
    /// <param name="kind">Low or high.</param>
    public static decimal? Last(ReadOnlySpan<decimal?> series, int neighbours, SwingKind kind)
    {
        var width = Math.Max(1, neighbours);
        for (long index = (long)series.Length - width - 1; index >= width; index--)
        {
            if (IsSwing(series.Slice((int)index - width, (2 * width) + 1), kind))
            {
                return series[(int)index];
            }
        }

        return null;
    }

    /// <summary>
    /// The newest swing of the lows, or of the highs, of <paramref name="bars"/>; null when there is none. Allocates nothing.
    /// </summary>
    /// <param name="bars">Oldest first.</param>
    /// <param name="neighbours">Neighbours on each side; below 1 counts as 1.</param>
    /// <param name="kind">Lows or highs.</param>
    public static decimal? Last(BarSeries bars, int neighbours, SwingKind kind)
    {
        var width = Math.Max(1, neighbours);
        var span = bars.Span;
        for (long index = (long)span.Length - width - 1; index >= width; index--)
        {
            var window = span.Slice((int)index - width, (2 * width) + 1);
            var isSwing = kind switch { SwingKind.Low => IsLow(window), SwingKind.High => IsHigh(window) };
            if (isSwing)
            {
                return kind switch { SwingKind.Low => window[width].Low, SwingKind.High => window[width].High };
            }
        }

        return null;
    }

    private static bool IsSwing(ReadOnlySpan<decimal?> window, SwingKind kind)
    {
        var middle = window.Length / 2;
        for (var index = 0; index < window.Length; index++)
        {
            // A comparison with a gap is false, so a gap never lies beyond the middle.
            var isInside = kind switch
            {
                SwingKind.Low => window[index] > window[middle],
                SwingKind.High => window[index] < window[middle],
            };
            if (index != middle && !isInside)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLow(ReadOnlySpan<Bar> window)
    {
        var middle = window.Length / 2;
        var low = window[middle].Low;
        for (var index = 0; index < window.Length; index++)
        {
            if (index != middle && window[index].Low <= low)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHigh(ReadOnlySpan<Bar> window)
    {
        var middle = window.Length / 2;
        var high = window[middle].High;
        for (var index = 0; index < window.Length; index++)
        {
            if (index != middle && window[index].High >= high)
            {
                return false;
            }
        }

        return true;
    }
}
