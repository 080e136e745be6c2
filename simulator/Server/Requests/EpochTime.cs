namespace Executor.Simulator.Server.Requests;

/// <summary>Times since the epoch, of which the magnitude tells the unit. Source: Binance spot API, timing security.</summary>
public static class EpochTime
{
    private const long SmallestMicroseconds = 100_000_000_000_000; // as milliseconds: the year 5138
    private const long LargestMicroseconds = 253_402_300_799_999_999;
    private const int TicksPerMicrosecond = 10;

    /// <summary>The time; the last representable one when it lies beyond.</summary>
    public static DateTimeOffset Read(long value)
    {
        var microseconds = value < SmallestMicroseconds ? value * 1_000 : Math.Min(value, LargestMicroseconds);
        return DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond);
    }
}
