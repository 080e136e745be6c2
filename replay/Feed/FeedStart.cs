using Executor.Core.Market;

namespace Executor.Replay.Feed;

/// <summary>The first rows of a feed, read ahead because together they show its tick; the replay takes them before it reads on.</summary>
internal sealed class FeedStart
{
    private const int MostRows = 1_000;

    private FeedStart(List<Bar> rows) => Rows = rows;

    /// <summary>The rows, at least one.</summary>
    public IReadOnlyList<Bar> Rows { get; }

    /// <summary>The most decimals of any price in them.</summary>
    public int Decimals => Rows.Max(row => PriceDecimals.Of(row));

    /// <exception cref="ReplayInputException">There is no row, or the feed cannot be read.</exception>
    public static FeedStart Read(FeedFile feed)
    {
        var rows = new List<Bar>(MostRows);
        while (rows.Count < MostRows && feed.TryRead(out var bar))
        {
            rows.Add(bar);
        }

        return rows.Count > 0
            ? new FeedStart(rows)
            : throw new ReplayInputException($"{feed.Path}: there is no usable row ({feed.Malformed.Count} malformed lines).");
    }
}
