using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>Writes the payloads of market streams. Source: Binance spot API, market streams.</summary>
internal static class MarketEvents
{
    public static Action<WireWriter> Trade(string symbol, PublicTrade trade, DateTimeOffset now) => json => json.Fields(() =>
    {
        Head(json, "trade", symbol, now).Number("t", trade.Id).Amount("p", trade.Price).Amount("q", trade.Quantity).Time("T", trade.At)
            .Flag("m", trade.IsBuyerMaker).Flag("M", true);
    });

    /// <summary>Every trade is an aggregate of its own: takers of the price path come one at a time.</summary>
    public static Action<WireWriter> AggregateTrade(string symbol, PublicTrade trade, DateTimeOffset now) => json => json.Fields(() =>
    {
        Head(json, "aggTrade", symbol, now).Number("a", trade.Id).Amount("p", trade.Price).Amount("q", trade.Quantity)
            .Number("f", trade.Id).Number("l", trade.Id).Time("T", trade.At).Flag("m", trade.IsBuyerMaker).Flag("M", true);
    });

    public static Action<WireWriter> BookTicker(string symbol, BestQuote quote) => json => json.Fields(() =>
    {
        json.Number("u", quote.UpdateId).Text("s", symbol).Amount("b", quote.Bid).Amount("B", quote.BidQuantity)
            .Amount("a", quote.Ask).Amount("A", quote.AskQuantity);
    });

    public static Action<WireWriter> Candle(string symbol, CandleInterval interval, Candle candle, bool isClosed, DateTimeOffset now) =>
        json => json.Fields(() =>
        {
            Head(json, "kline", symbol, now).Fields("k", () => json.Time("t", candle.OpenAt)
                .Time("T", interval.NextAfter(candle.OpenAt).AddMilliseconds(-1)).Text("s", symbol).Text("i", interval.Name)
                .Number("f", candle.FirstTradeId).Number("L", candle.LastTradeId).Amount("o", candle.Open).Amount("c", candle.Close)
                .Amount("h", candle.High).Amount("l", candle.Low).Amount("v", candle.Volume).Number("n", candle.Trades).Flag("x", isClosed)
                .Amount("q", candle.QuoteVolume).Amount("V", candle.TakerBuyVolume).Amount("Q", candle.TakerBuyQuoteVolume).Text("B", "0"));
        });

    /// <summary>The day so far, as one candle.</summary>
    public static Action<WireWriter> MiniTicker(string symbol, Candle day, DateTimeOffset now) =>
        json => json.Fields(() => MiniTicker(json, symbol, day, now));

    public static Action<WireWriter> MiniTickers(IEnumerable<(string Symbol, Candle Day)> days, DateTimeOffset now) =>
        json => json.Array(null, days, each => json.Fields(() => MiniTicker(json, each.Symbol, each.Day, now)));

    public static Action<WireWriter> Ticker(string symbol, Candle day, BestQuote? quote, DateTimeOffset now) => json => json.Fields(() =>
    {
        var change = day.Close - day.Open;
        Head(json, "24hrTicker", symbol, now).Amount("p", change)
            .Text("P", (day.Open == 0m ? 0m : change / day.Open * 100m).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture))
            .Amount("w", day.Volume == 0m ? 0m : day.QuoteVolume / day.Volume).Amount("x", day.Open).Amount("c", day.Close)
            .Amount("Q", 0m).Amount("b", quote?.Bid ?? 0m).Amount("B", quote?.BidQuantity ?? 0m).Amount("a", quote?.Ask ?? 0m)
            .Amount("A", quote?.AskQuantity ?? 0m).Amount("o", day.Open).Amount("h", day.High).Amount("l", day.Low).Amount("v", day.Volume)
            .Amount("q", day.QuoteVolume).Time("O", day.OpenAt).Time("C", now).Number("F", day.FirstTradeId).Number("L", day.LastTradeId)
            .Number("n", day.Trades);
    });

    public static Action<WireWriter> WindowTicker(string symbol, string window, Candle span, DateTimeOffset now) => json => json.Fields(() =>
    {
        var change = span.Close - span.Open;
        Head(json, window + "Ticker", symbol, now).Amount("p", change)
            .Text("P", (span.Open == 0m ? 0m : change / span.Open * 100m).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture))
            .Amount("o", span.Open).Amount("h", span.High).Amount("l", span.Low).Amount("c", span.Close)
            .Amount("w", span.Volume == 0m ? 0m : span.QuoteVolume / span.Volume).Amount("v", span.Volume).Amount("q", span.QuoteVolume)
            .Time("O", span.OpenAt).Time("C", now).Number("F", span.FirstTradeId).Number("L", span.LastTradeId).Number("n", span.Trades);
    });

    public static Action<WireWriter> AveragePrice(string symbol, decimal price, DateTimeOffset lastTradeAt, DateTimeOffset now) =>
        json => json.Fields(() => Head(json, "avgPrice", symbol, now).Text("i", "5m").Amount("w", price).Time("T", lastTradeAt));

    public static Action<WireWriter> Depth(BookDepth depth) => json => json.Fields(() =>
    {
        json.Number("lastUpdateId", depth.LastUpdateId);
        Levels(json, "bids", depth.Bids);
        Levels(json, "asks", depth.Asks);
    });

    public static Action<WireWriter> DepthChanges(string symbol, BookChange change, DateTimeOffset now) => json => json.Fields(() =>
    {
        Head(json, "depthUpdate", symbol, now).Number("U", change.FirstUpdateId).Number("u", change.LastUpdateId);
        Levels(json, "b", change.Bids);
        Levels(json, "a", change.Asks);
    });

    private static void MiniTicker(WireWriter json, string symbol, Candle day, DateTimeOffset now) =>
        Head(json, "24hrMiniTicker", symbol, now).Amount("c", day.Close).Amount("o", day.Open).Amount("h", day.High).Amount("l", day.Low)
            .Amount("v", day.Volume).Amount("q", day.QuoteVolume);

    private static WireWriter Head(WireWriter json, string type, string symbol, DateTimeOffset now) =>
        json.Text("e", type).Time("E", now).Text("s", symbol);

    private static void Levels(WireWriter json, string name, IEnumerable<BookLevel> levels) => json.Array(name, levels, level =>
    {
        json.Json.WriteStartArray();
        json.Json.WriteStringValue(WireWriter.Padded(level.Price));
        json.Json.WriteStringValue(WireWriter.Padded(level.Quantity));
        json.Json.WriteEndArray();
    });
}
