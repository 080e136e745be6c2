using System.Collections.Immutable;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>Book, trades and candles of a market. Source: Binance spot API, market data endpoints.</summary>
internal static class BookEndpoints
{
    private const int StandardCandles = 500;
    private const int MostCandles = 1_000;

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/depth",
            WebSocketMethod = "depth",
            Weight = parameters => LimitOf(parameters) switch { <= 100 => 5, <= 500 => 25, <= 1_000 => 50, _ => 250 },
            Parameters = [Specs.Symbol, Specs.Limit, Specs.May("symbolStatus")],
            Handle = Depth,
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/trades",
            WebSocketMethod = "trades.recent",
            Weight = _ => 25,
            Parameters = [Specs.Symbol, Specs.Limit],
            Handle = call => Trades(call, fromId: null),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/historicalTrades",
            WebSocketMethod = "trades.historical",
            Weight = _ => 25,
            Parameters = [Specs.Symbol, Specs.Limit, Specs.FromId],
            Handle = call => Trades(call, call.Whole("fromId")),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/aggTrades",
            WebSocketMethod = "trades.aggregate",
            Weight = _ => 4,
            Parameters = [Specs.Symbol, Specs.FromId, Specs.StartTime, Specs.EndTime, Specs.Limit],
            Handle = Aggregates,
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/historicalBlockTrades",
            WebSocketMethod = "blockTrades.historical",
            Weight = _ => 25,
            Parameters = [Specs.Symbol, Specs.Limit, Specs.FromId],
            Handle = NoBlockTrades,
        },
        Klines("/api/v3/klines", "klines"),
        Klines("/api/v3/uiKlines", "uiKlines"),
    ];

    private static Endpoint Klines(string path, string method) => new()
    {
        Verb = "GET",
        Path = path,
        WebSocketMethod = method,
        Weight = _ => 2,
        Parameters = [Specs.Symbol, Specs.Must("interval"), Specs.StartTime, Specs.EndTime, Specs.May("timeZone"), Specs.Limit],
        Handle = Candles,
    };

    private static long LimitOf(ParameterList parameters) => long.TryParse(parameters["limit"], out var limit) ? limit : 100;

    private static ApiReply Depth(Call call)
    {
        if (call.Venue.FindMarket(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (RowLimit.Of(call, standard: 100, most: 5_000) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var depth = call.Venue.Book.DepthOf(call.Text("symbol")!, limit);
        return call.Reply(writer => writer.Fields(() =>
        {
            writer.Number("lastUpdateId", depth.LastUpdateId);
            Levels(writer, "bids", depth.Bids);
            Levels(writer, "asks", depth.Asks);
        }));
    }

    /// <summary>Price and quantity of each level, as arrays of two strings.</summary>
    public static void Levels(WireWriter writer, string name, ImmutableArray<BookLevel> levels) => writer.Array(name, levels, level =>
    {
        writer.Json.WriteStartArray();
        writer.Json.WriteStringValue(WireWriter.Padded(level.Price));
        writer.Json.WriteStringValue(WireWriter.Padded(level.Quantity));
        writer.Json.WriteEndArray();
    });

    private static ApiReply Trades(Call call, long? fromId)
    {
        if (call.Venue.FindMarket(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (RowLimit.Of(call, standard: 500, most: 1_000) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var trades = call.Venue.Read(call.Text("symbol")!, tape => fromId is null
            ? tape.Trades.TakeLast(limit).ToList()
            : [.. tape.Trades.Where(trade => trade.Id >= fromId).Take(limit)])!;
        return call.Reply(writer => writer.Array(null, trades, trade => writer.Fields(() => writer
            .Number("id", trade.Id).Amount("price", trade.Price).Amount("qty", trade.Quantity).Amount("quoteQty", trade.QuoteQuantity)
            .Time("time", trade.At).Flag("isBuyerMaker", trade.IsBuyerMaker).Flag("isBestMatch", true))));
    }

    /// <summary>The price path has no trades that were agreed elsewhere.</summary>
    private static ApiReply NoBlockTrades(Call call) => call.Venue.FindMarket(call.Text("symbol")!) is null
        ? ApiReply.Of(ApiError.InvalidSymbol)
        : call.Reply(writer => writer.Array<int>(null, [], _ => { }));

    /// <summary>Each trade is an aggregate of its own here: the takers of the invented market meet one maker each.</summary>
    private static ApiReply Aggregates(Call call)
    {
        if (call.Venue.FindMarket(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (call.Parameters.Has("fromId") && (call.Parameters.Has("startTime") || call.Parameters.Has("endTime")))
            return ApiReply.Of(ApiError.BadCombination);
        var (range, error) = TimeRange.Any(call);
        if (error is not null)
            return ApiReply.Of(error);
        if (RowLimit.Of(call, standard: 500, most: 1_000) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var fromId = call.Whole("fromId");
        var isForward = fromId is not null || call.Parameters.Has("startTime");
        var found = call.Venue.Read(call.Text("symbol")!, tape =>
            tape.Trades.Where(trade => (fromId is null || trade.Id >= fromId) && range.Contains(trade.At)).ToList())!;
        var trades = isForward ? found.Take(limit) : found.TakeLast(limit);
        return call.Reply(writer => writer.Array(null, trades, trade => writer.Fields(() => writer
            .Number("a", trade.Id).Amount("p", trade.Price).Amount("q", trade.Quantity).Number("f", trade.Id).Number("l", trade.Id)
            .Time("T", trade.At).Flag("m", trade.IsBuyerMaker).Flag("M", true))));
    }

    private static ApiReply Candles(Call call)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.FindMarket(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (CandleInterval.Find(call.Text("interval")!) is not { } interval)
            return ApiReply.Of(ApiError.InvalidInterval);
        if (CandleInterval.ZoneOf(call.Text("timeZone") ?? "0") is not { } ahead)
            return ApiReply.Of(ApiError.Invalid("timeZone"));
        interval = interval with { Ahead = ahead };
        if (RowLimit.Of(call, StandardCandles, MostCandles) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var now = call.Venue.Clock.Now;
        var until = call.Time("endTime") is { } end && end < now ? end : now;
        var candles = call.Venue.Read(symbol, tape => call.Time("startTime") is { } start
            ? tape.Candles(interval, start, until, limit)
            : tape.LastCandles(interval, until, limit));
        return call.Reply(writer => writer.Array(null, candles.IsDefault ? [] : candles, candle => Write(writer, interval, candle)));
    }

    private static void Write(WireWriter writer, CandleInterval interval, Candle candle)
    {
        writer.Json.WriteStartArray();
        writer.Json.WriteNumberValue(writer.Epoch(candle.OpenAt));
        foreach (var amount in (ReadOnlySpan<decimal>)[candle.Open, candle.High, candle.Low, candle.Close, candle.Volume])
            writer.Json.WriteStringValue(WireWriter.Padded(amount));
        writer.Json.WriteNumberValue(writer.Epoch(interval.NextAfter(candle.OpenAt)) - 1);
        writer.Json.WriteStringValue(WireWriter.Padded(candle.QuoteVolume));
        writer.Json.WriteNumberValue(candle.Trades);
        writer.Json.WriteStringValue(WireWriter.Padded(candle.TakerBuyVolume));
        writer.Json.WriteStringValue(WireWriter.Padded(candle.TakerBuyQuoteVolume));
        writer.Json.WriteStringValue("0");
        writer.Json.WriteEndArray();
    }
}
