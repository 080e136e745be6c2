namespace Executor.Core.Settings;

/// <summary>Splits the name of a pair into its assets. The only splitter: the original had four that disagreed (W41).</summary>
public static class SymbolName
{
    /// <summary>Quote assets by which a name can end. Longer names come before those they end with: ADABUSD is ADA and BUSD.</summary>
    private static readonly string[] KnownQuotes =
    [
        "FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USDP", "USD1", "DAI", "EUR", "GBP", "TRY", "BRL", "JPY", "AUD", "BTC", "ETH",
        "BNB", "USD",
    ];

    /// <summary>Base and quote asset of <paramref name="symbol"/>, in capitals.</summary>
    /// <exception cref="ArgumentException">The name does not end with a known quote asset, or is nothing but one.</exception>
    public static (string BaseAsset, string QuoteAsset) Split(string symbol) => TrySplit(symbol, out var assets)
        ? assets
        : throw new ArgumentException(
            $"'{symbol}' does not end with a known quote asset ({string.Join(' ', KnownQuotes)}).", nameof(symbol));

    /// <summary>As <see cref="Split"/>; false instead of an exception.</summary>
    public static bool TrySplit(string symbol, out (string BaseAsset, string QuoteAsset) assets)
    {
        var name = symbol.ToUpperInvariant();
        var candidates = Array.FindAll(KnownQuotes, known => name.Length > known.Length && name.EndsWith(known, StringComparison.Ordinal));

        // Where a name can be cut twice, a base that is a known asset decides: BNBUSD is BNB and USD, not BN and BUSD.
        var quote = Array.Find(candidates, known => KnownQuotes.Contains(name[..^known.Length])) ?? candidates.FirstOrDefault();
        assets = quote is null ? (string.Empty, string.Empty) : (name[..^quote.Length], quote);
        return quote is not null && assets.BaseAsset.All(char.IsAsciiLetterOrDigit);
    }
}
