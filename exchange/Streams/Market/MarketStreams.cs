using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Market;

/// <summary>The streams of one symbol, and what their events say. Source: Binance market streams.</summary>
internal static class MarketStreams
{
    /// <summary>Streams that one symbol takes.</summary>
    public const int PerSymbol = 3;

    private const string Book = "@bookTicker";
    private const string Trades = "@aggTrade";
    private const string Minutes = "@kline_1m";

    /// <summary>The names of a symbol's streams.</summary>
    public static ImmutableArray<string> Of(string symbol)
    {
        var name = symbol.ToLowerInvariant();
        return [name + Book, name + Trades, name + Minutes];
    }

    /// <summary>Hands an event to the feed of its symbol.</summary>
    /// <returns>The type of the event and when the exchange sent it; null where it does not say.</returns>
    /// <exception cref="WireException">It lacks something, or the stream is not known.</exception>
    public static (string Type, DateTimeOffset? At) Deliver(ReadOnlySpan<char> stream, ReadOnlySpan<byte> data, MarketFeed feed, MarketSession session)
    {
        if (stream.EndsWith(Book, StringComparison.Ordinal))
        {
            feed.OnBook(session, WireJson.Read(data, StreamJson.Default.WireBookTicker));
            return ("bookTicker", null);
        }

        if (stream.EndsWith(Trades, StringComparison.Ordinal))
        {
            var trade = WireJson.Read(data, StreamJson.Default.WireAggregateTrade);
            feed.OnTrade(session, trade);
            return ("aggTrade", Sent(trade.EventTime));
        }

        if (stream.EndsWith(Minutes, StringComparison.Ordinal))
        {
            var minute = WireJson.Read(data, StreamJson.Default.WireKlineEvent);
            var kline = minute.Kline ?? throw new WireException("the field 'k' is missing");
            if (kline.IsClosed is true)
            {
                feed.OnMinute(BarOf(kline));
            }

            return ("kline", Sent(minute.EventTime));
        }

        throw new WireException("the stream is none that was asked for");
    }

    /// <summary>The bar of a closed candle; its time is the end of the minute.</summary>
    private static Bar BarOf(WireKline kline) => KlineRow.Checked(
        EpochTime.Read(kline.OpenTime, "t"),
        WireText.Required(kline.High, "h"),
        WireText.Required(kline.Low, "l"),
        WireText.Required(kline.Close, "c"));

    private static DateTimeOffset? Sent(long? time) => time is null ? null : EpochTime.Read(time, "E");
}
