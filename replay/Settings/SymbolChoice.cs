using Executor.Core.Settings;

namespace Executor.Replay.Settings;

/// <summary>Which symbol a replay trades.</summary>
internal static class SymbolChoice
{
    private const string OriginalDefault = "BTCUSDC";

    /// <summary>
    /// The one asked for, else SYMBOL of the settings, else the pair after which the feed's folder or file is named
    /// (<c>BTCUSDT_2025-10-29/aggregated.csv</c>, <c>BTCUSDT.csv.gz</c>), else the original's default.
    /// </summary>
    /// <exception cref="ReplayInputException">The chosen name does not end with a known quote asset.</exception>
    public static string Choose(string? asked, IReadOnlyDictionary<string, string> settings, string feedPath)
    {
        var given = !string.IsNullOrWhiteSpace(asked) ? asked : settings.GetValueOrDefault("SYMBOL");
        var symbol = string.IsNullOrWhiteSpace(given) ? FromPath(feedPath) ?? OriginalDefault : given.Trim().ToUpperInvariant();
        return SymbolName.TrySplit(symbol, out _)
            ? symbol
            : throw new ReplayInputException($"The symbol '{symbol}' does not end with a known quote asset, for example BTCUSDC.");
    }

    private static string? FromPath(string feedPath)
    {
        var path = Path.GetFullPath(feedPath);
        return PairIn(Path.GetFileName(Path.GetDirectoryName(path))) ?? PairIn(Path.GetFileName(path).Split('.')[0]);
    }

    /// <summary>Only names in capitals count: a folder called <c>usdt</c> or <c>data</c> is no pair.</summary>
    private static string? PairIn(string? name)
    {
        var pair = name?.Split('_')[0];
        return pair is not null && pair.All(char.IsAsciiLetterUpper) && SymbolName.TrySplit(pair, out _) ? pair : null;
    }
}
