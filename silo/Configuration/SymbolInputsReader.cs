using Executor.Core.Settings;

namespace Executor.Silo.Configuration;

/// <summary>Reads where signals and prices of a symbol come from.</summary>
internal static class SymbolInputsReader
{
    public static SymbolInputs Read(SettingLookup lookup, string symbol, bool isLive)
    {
        var signals = lookup.Text(symbol, SettingNames.DeltascoutLog) is { } log ? Path.GetFullPath(log) : null;
        var file = lookup.Text(symbol, SettingNames.AggCsv) is { } csv ? Path.GetFullPath(csv) : null;
        var feed = lookup.Text(symbol, SettingNames.Feed);
        if (feed is not null && !Is(feed, "file") && !Is(feed, "binance"))
            lookup.Report(SettingNames.Feed, "must be 'file' or 'binance'", feed);
        if (Is(feed, "binance") && !isLive)
            lookup.Report(SettingNames.Feed, $"must be 'file' on paper: bars come from Binance when {SettingNames.Exchange} is binance", feed!);
        if (Is(feed, "file") && file is null)
            lookup.Report(SettingNames.AggCsv, $"must be set for {symbol} when {SettingNames.Feed} is file", string.Empty);
        if (file is not null && !Is(feed, "binance"))
            return new SymbolInputs.Files(signals, file);
        if (isLive)
            return new SymbolInputs.Exchange(signals);
        if (signals is not null)
            lookup.Report(SettingNames.AggCsv, $"must be set for {symbol}: its signals need the prices of a feed", string.Empty);
        return new SymbolInputs.Demo();
    }

    /// <summary>FEED_SYMBOL; null when it is not set, or is the traded pair.</summary>
    public static string? ReadFeedSymbol(SettingLookup lookup, string symbol, bool isLive)
    {
        var feed = lookup.Text(symbol, SettingNames.FeedSymbol)?.ToUpperInvariant();
        if (feed is null || feed == symbol)
            return null;
        if (!isLive)
        {
            lookup.Report(SettingNames.FeedSymbol, $"must not be set on paper, where {symbol} has no other market to be compared with", feed);
            return null;
        }

        if (feed.Length is >= 5 and <= 20 && feed.All(char.IsAsciiLetterOrDigit))
            return feed;
        lookup.Report(SettingNames.FeedSymbol, "must be a pair such as BTCUSDT", feed);
        return null;
    }

    /// <summary>
    /// Lines of a signal log and rows of a feed carry no symbol: two symbols on one file would trade each other's. Bars of one market come from one feed.
    /// </summary>
    public static IEnumerable<SettingProblem> Shared(IReadOnlyCollection<SymbolSetup> setups)
    {
        var traded = setups.Select(setup => setup.Symbol).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Check(SettingNames.DeltascoutLog, setups.Select(setup => (setup.Symbol, Shared: SignalLogOf(setup)))),
            .. Check(SettingNames.AggCsv, setups.Select(setup => (setup.Symbol, Shared: (setup.Inputs as SymbolInputs.Files)?.Feed))),
            .. from setup in setups
               where setup.FeedSymbol is { } feed && traded.Contains(feed)
               select new SettingProblem(SettingNames.FeedSymbol, $"of {setup.Symbol} must not be traded itself: its market would have two feeds", setup.FeedSymbol!),
            .. Check(SettingNames.FeedSymbol, setups.Select(setup => (setup.Symbol, Shared: setup.FeedSymbol))),
        ];

        static IEnumerable<SettingProblem> Check(string name, IEnumerable<(string Symbol, string? Shared)> uses) =>
            from use in uses
            where use.Shared is not null
            group use.Symbol by use.Shared into shared
            where shared.Count() > 1
            select new SettingProblem(name, $"must differ between symbols; {string.Join(", ", shared)} share one", shared.Key);
    }

    private static string? SignalLogOf(SymbolSetup setup) => setup.Inputs switch
    {
        SymbolInputs.Files files => files.SignalLog,
        SymbolInputs.Exchange exchange => exchange.SignalLog,
        _ => null,
    };

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
