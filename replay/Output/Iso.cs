using System.Globalization;

namespace Executor.Replay.Output;

/// <summary>Texts of values, the same on every machine.</summary>
internal static class Iso
{
    /// <summary>ISO 8601, UTC, no more digits of a second than there are.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>All digits, no zeros at the end.</summary>
    public static string Text(decimal value) => Plain(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Rounded to <paramref name="decimals"/>, for people.</summary>
    public static string Text(decimal value, int decimals)
    {
        var format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The same number without zeros at the end.</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
