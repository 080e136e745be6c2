using Executor.Core.Market;

namespace Executor.Replay.Report;

/// <summary>One or more minutes drawn as one. The feed has no open: a minute opens where the one before it closed.</summary>
/// <param name="Time">End of its last minute, UTC.</param>
/// <param name="Open">Close before it.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
internal readonly record struct Candle(DateTimeOffset Time, decimal Open, decimal High, decimal Low, decimal Close)
{
    /// <summary>Joins the bars between two places (the second excluded) into at most <paramref name="most"/> candles.</summary>
    public static List<Candle> From(ReadOnlySpan<Bar> bars, int from, int to, int most)
    {
        var group = Math.Max(1, ((to - from) + most - 1) / most);
        var candles = new List<Candle>();
        for (var start = from; start < to; start += group)
        {
            var end = Math.Min(to, start + group);
            var open = start > 0 ? bars[start - 1].Close : bars[start].Close;
            var (high, low) = (Math.Max(open, bars[start].High), Math.Min(open, bars[start].Low));
            foreach (var bar in bars[start..end])
            {
                (high, low) = (Math.Max(high, bar.High), Math.Min(low, bar.Low));
            }

            candles.Add(new Candle(bars[end - 1].Time, open, high, low, bars[end - 1].Close));
        }

        return candles;
    }
}
