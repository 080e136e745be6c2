namespace Executor.Core.Signals;

/// <summary>How far ahead of our own clock the time of an input may lie: two clocks differ a little, and a row of a feed may name the end of its minute.</summary>
public static class ClockTolerance
{
    /// <summary>2 minutes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>True when <paramref name="time"/> lies so far after <paramref name="now"/> that one of the two is wrong.</summary>
    public static bool IsBeyond(DateTimeOffset time, DateTimeOffset now) => time - now > Limit;
}
