using System.Collections.Concurrent;

namespace Executor.Grains.Telemetry;

/// <summary>Attributes of figures. Every one is of a closed set: what could be anything is <see cref="Other"/> beyond a bound.</summary>
internal static class Tags
{
    public const string None = "none";
    public const string Other = "other";

    private const int MostCodes = 128;
    private const int LongestCode = 40;
    private static readonly ConcurrentDictionary<string, byte> Codes = new(StringComparer.Ordinal);

    public static KeyValuePair<string, object?> Symbol(string symbol) => new("symbol", symbol);

    /// <summary>A stable code such as <c>stale_peak</c>: short, of letters, digits and underscores, and one of a bounded number.</summary>
    public static string Code(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        if (Codes.ContainsKey(text))
            return text;
        if (text.Length > LongestCode || Codes.Count >= MostCodes || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            return Other;
        Codes.TryAdd(text, 0);
        return text;
    }
}
