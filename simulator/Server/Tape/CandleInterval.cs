using System.Globalization;

namespace Executor.Simulator.Server.Tape;

/// <summary>Lengths of candles. Source: Binance spot API, chart intervals (case-sensitive).</summary>
public sealed record CandleInterval
{
    private const int MinutesOfHour = 60;
    private const int MostHoursAhead = 14;
    private const int MostHoursBehind = 12;

    private static readonly Dictionary<string, int> Seconds = new(StringComparer.Ordinal)
    {
        ["1s"] = 1, ["1m"] = 60, ["3m"] = 180, ["5m"] = 300, ["15m"] = 900, ["30m"] = 1_800, ["1h"] = 3_600, ["2h"] = 7_200, ["4h"] = 14_400,
        ["6h"] = 21_600, ["8h"] = 28_800, ["12h"] = 43_200, ["1d"] = 86_400, ["3d"] = 259_200, ["1w"] = 604_800, ["1M"] = 0,
    };

    private CandleInterval(string name, int seconds) => (Name, Length) = (name, TimeSpan.FromSeconds(seconds));

    /// <summary>Name on the wire.</summary>
    public string Name { get; }

    /// <summary>Length; zero for a month.</summary>
    public TimeSpan Length { get; }

    /// <summary>The interval of that name; null when there is none.</summary>
    public static CandleInterval? Find(string name) => Seconds.TryGetValue(name, out var seconds) ? new CandleInterval(name, seconds) : null;

    /// <summary>How far ahead of UTC the clock is by which candles begin; -12 to 14 hours.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>A time zone as the wire has it: hours and perhaps minutes, with or without a sign; null for what is none.</summary>
    public static TimeSpan? ZoneOf(string text)
    {
        var isBehind = text.StartsWith('-');
        var parts = text.TrimStart('+', '-').Split(':');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours))
            return null;
        var minutes = 0;
        if (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes < MinutesOfHour))
            return null;
        if (hours > MostHoursAhead)
            return null;
        var ahead = (isBehind ? -1 : 1) * new TimeSpan(hours, minutes, 0);
        return ahead >= TimeSpan.FromHours(-MostHoursBehind) && ahead <= TimeSpan.FromHours(MostHoursAhead) ? ahead : null;
    }

    /// <summary>Begin of the candle that <paramref name="at"/> lies in. Weeks begin on Mondays.</summary>
    public DateTimeOffset BeginOf(DateTimeOffset at) => BeginByOwnClock(at + Ahead) - Ahead;

    private DateTimeOffset BeginByOwnClock(DateTimeOffset at)
    {
        if (Length == TimeSpan.Zero)
            return new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var monday = Name == "1w" ? TimeSpan.FromDays(4) : TimeSpan.Zero; // the epoch was a Thursday
        var ticks = (at - DateTimeOffset.UnixEpoch - monday).Ticks;
        return DateTimeOffset.UnixEpoch + monday + TimeSpan.FromTicks(ticks - (ticks % Length.Ticks));
    }

    /// <summary>Begin of the candle after the one that begins at <paramref name="begin"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset begin) => Length == TimeSpan.Zero ? (begin + Ahead).AddMonths(1) - Ahead : begin + Length;
}
