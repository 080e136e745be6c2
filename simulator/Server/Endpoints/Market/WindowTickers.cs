using System.Collections.Immutable;
using System.Globalization;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>
/// What markets did in a window that ends now, and on the trading day so far. Source: Binance spot API, rolling window and trading day ticker.
/// </summary>
internal static class WindowTickers
{
    private const int WeightOfSymbol = 4;
    private const int MostWeight = 200;
    private static readonly CandleInterval Minute = CandleInterval.Find("1m")!;
    private static readonly CandleInterval Day = CandleInterval.Find("1d")!;
    private static readonly ImmutableArray<ParameterSpec> Shared =
        [Specs.AnySymbol, Specs.May("symbols"), Specs.May("type"), Specs.May("symbolStatus")];

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/ticker",
            WebSocketMethod = "ticker",
            Weight = WeightOf,
            Parameters = [.. Shared, Specs.May("windowSize")],
            Handle = call => LengthOf(call.Text("windowSize") ?? "1d") is { } length
                ? Each(call, now => new Window(Minute.BeginOf(now - length), now))
                : ApiReply.Of(ApiError.Invalid("windowSize")),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/ticker/tradingDay",
            WebSocketMethod = "ticker.tradingDay",
            Weight = WeightOf,
            Parameters = [.. Shared, Specs.May("timeZone")],
            Handle = call => CandleInterval.ZoneOf(call.Text("timeZone") ?? "0") is { } ahead
                ? Each(call, now => Today(Day with { Ahead = ahead }, now))
                : ApiReply.Of(ApiError.Invalid("timeZone")),
        },
    ];

    private static int WeightOf(ParameterList parameters) =>
        Math.Min((SymbolChoice.CountOf(parameters) ?? 1) * WeightOfSymbol, MostWeight);

    private static Window Today(CandleInterval day, DateTimeOffset now)
    {
        var begin = day.BeginOf(now);
        return new Window(begin, day.NextAfter(begin).AddMilliseconds(-1));
    }

    /// <summary>Up to 59 minutes, 23 hours or 7 days; null for what is no length.</summary>
    private static TimeSpan? LengthOf(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
            return null;
        return text[^1] switch
        {
            'm' when count <= 59 => TimeSpan.FromMinutes(count),
            'h' when count <= 23 => TimeSpan.FromHours(count),
            'd' when count <= 7 => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    private static ApiReply Each(Call call, Func<DateTimeOffset, Window> windowAt)
    {
        if (call.Text("type") is not (null or "FULL" or "MINI"))
            return ApiReply.Of(ApiError.Invalid("type"));
        var (symbols, error) = SymbolChoice.Of(call, isOptional: false);
        if (error is not null)
            return ApiReply.Of(error);
        if (call.Text("symbolStatus") is { } status)
            symbols = [.. symbols.Where(symbol => ExchangeInfo.NameOf(call.Venue.StatusOf(symbol)) == status)];
        if (symbols.IsEmpty)
            return ApiReply.Of(new ApiError(400, -1220, "The symbol's status does not match the requested symbolStatus."));
        var window = windowAt(call.Venue.Clock.Now);
        return call.Reply(writer =>
        {
            if (call.Parameters.Has("symbol"))
                writer.Fields(() => Write(writer, call, symbols[0], window));
            else
                writer.Array(null, symbols, symbol => writer.Fields(() => Write(writer, call, symbol, window)));
        });
    }

    private static void Write(WireWriter writer, Call call, string symbol, Window window)
    {
        var last = call.Venue.QuoteOf(symbol).Last;
        var minutes = call.Venue.Read(symbol, tape => tape.Candles(Minute, window.From, window.Until, int.MaxValue));
        var span = (minutes.IsDefault ? [] : minutes).Aggregate(Candle.Empty(window.From, last), (whole, minute) => whole.Then(minute));
        writer.Text("symbol", symbol);
        if (call.Text("type") != "MINI")
        {
            writer.Amount("priceChange", last - span.Open)
                .Text("priceChangePercent", ((last - span.Open) / span.Open * 100m).ToString("0.000", CultureInfo.InvariantCulture))
                .Amount("weightedAvgPrice", span.Volume == 0m ? last : span.QuoteVolume / span.Volume);
        }
        writer.Amount("openPrice", span.Open).Amount("highPrice", span.High).Amount("lowPrice", span.Low).Amount("lastPrice", last)
            .Amount("volume", span.Volume).Amount("quoteVolume", span.QuoteVolume).Time("openTime", window.From).Time("closeTime", window.Until)
            .Number("firstId", span.FirstTradeId).Number("lastId", span.LastTradeId).Number("count", span.Trades);
    }

    private readonly record struct Window(DateTimeOffset From, DateTimeOffset Until);
}
