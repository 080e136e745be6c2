using Executor.Simulator.Server.Tape;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>What a market stream tells. Source: Binance spot API, market streams.</summary>
internal enum StreamKind
{
    Trade,
    AggregateTrade,
    BookTicker,
    Candle,
    MiniTicker,
    Ticker,
    WindowTicker,
    AveragePrice,
    DepthChanges,
    Depth,
    AllMiniTickers,
}

/// <summary>A market stream.</summary>
/// <param name="Text">Its name on the wire.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Symbol">Traded pair in capitals; empty for streams of all markets.</param>
internal sealed record StreamName(string Text, StreamKind Kind, string Symbol)
{
    private const string Fast = "@100ms";
    private const string Singapore = "@+08:00";

    /// <summary>Length of a candle or of the window of a ticker; null for other streams.</summary>
    public CandleInterval? Interval { get; private init; }

    /// <summary>Levels of a depth stream; 0 for other streams.</summary>
    public int Levels { get; private init; }

    /// <summary>True for the fast form of a depth stream.</summary>
    public bool IsFast { get; private init; }

    /// <summary>
    /// The stream of that name; null when there is none. Pairs are in lower case and the rest is as documented: other spellings are taken by
    /// the exchange and stay silent.
    /// </summary>
    public static StreamName? Find(string text)
    {
        if (text == "!miniTicker@arr")
            return new StreamName(text, StreamKind.AllMiniTickers, "");
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || text.AsSpan(0, at).ContainsAnyInRange('A', 'Z'))
            return null;
        var symbol = text[..at].ToUpperInvariant();
        var type = text[(at + 1)..];
        if (type.StartsWith("kline_", StringComparison.Ordinal))
        {
            return FindCandle(text, symbol, type["kline_".Length..]);
        }
        if (type.StartsWith("depth", StringComparison.Ordinal))
            return FindDepth(text, symbol, type);
        return type switch
        {
            "trade" => new StreamName(text, StreamKind.Trade, symbol),
            "aggTrade" => new StreamName(text, StreamKind.AggregateTrade, symbol),
            "bookTicker" => new StreamName(text, StreamKind.BookTicker, symbol),
            "miniTicker" => new StreamName(text, StreamKind.MiniTicker, symbol),
            "ticker" => new StreamName(text, StreamKind.Ticker, symbol),
            "ticker_1h" or "ticker_4h" or "ticker_1d" => new StreamName(text, StreamKind.WindowTicker, symbol)
            {
                Interval = CandleInterval.Find(type["ticker_".Length..]),
            },
            "avgPrice" => new StreamName(text, StreamKind.AveragePrice, symbol),
            _ => null,
        };
    }

    /// <summary>Candles begin by UTC, or by the clock of Singapore where the name says so; no other zone is offered.</summary>
    private static StreamName? FindCandle(string text, string symbol, string type)
    {
        var isAhead = type.EndsWith(Singapore, StringComparison.Ordinal);
        return CandleInterval.Find(isAhead ? type[..^Singapore.Length] : type) is { } interval
            ? new StreamName(text, StreamKind.Candle, symbol) { Interval = isAhead ? interval with { Ahead = TimeSpan.FromHours(8) } : interval }
            : null;
    }

    private static StreamName? FindDepth(string text, string symbol, string type)
    {
        var isFast = type.EndsWith(Fast, StringComparison.Ordinal);
        return (isFast ? type[..^Fast.Length] : type) switch
        {
            "depth" => new StreamName(text, StreamKind.DepthChanges, symbol) { IsFast = isFast },
            "depth5" => new StreamName(text, StreamKind.Depth, symbol) { IsFast = isFast, Levels = 5 },
            "depth10" => new StreamName(text, StreamKind.Depth, symbol) { IsFast = isFast, Levels = 10 },
            "depth20" => new StreamName(text, StreamKind.Depth, symbol) { IsFast = isFast, Levels = 20 },
            _ => null,
        };
    }
}
