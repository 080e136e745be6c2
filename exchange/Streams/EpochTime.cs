using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams;

/// <summary>Times on the wire: milliseconds or microseconds since 1970-01-01 UTC, told apart by their size.</summary>
internal static class EpochTime
{
    /// <summary>No millisecond count before the year 5138 is as large.</summary>
    private const long LeastMicroseconds = 100_000_000_000_000;

    /// <summary>The moment that <paramref name="value"/> names.</summary>
    /// <exception cref="WireException">It names none.</exception>
    public static DateTimeOffset Read(long? value, string field) =>
        WireText.Time(value >= LeastMicroseconds ? value / 1000 : value, field);
}
