namespace Executor.Core.Market;

/// <summary>
/// The times that a market can have. What lies outside is a slip of whoever wrote it, and so near the ends of the calendar that adding a
/// pause to it may leave the calendar.
/// </summary>
public static class MarketTime
{
    /// <summary>The first year.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last year, included.</summary>
    public const int LastYear = 2100;

    private static readonly DateTimeOffset Earliest = new(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Bound = new(LastYear + 1, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>True for a time in the years 2000 to 2100, UTC.</summary>
    public static bool IsPlausible(DateTimeOffset time) => time >= Earliest && time < Bound;
}
