using System.Collections.Immutable;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>Prices of one, several or all markets. Source: Binance spot API, market data endpoints.</summary>
internal static class TickerEndpoints
{
    private static readonly ImmutableArray<ParameterSpec> Symbols = [Specs.AnySymbol, Specs.May("symbols"), Specs.May("symbolStatus")];

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/ticker/price",
            WebSocketMethod = "ticker.price",
            Weight = parameters => parameters.Has("symbol") ? 2 : 4,
            Parameters = Symbols,
            Handle = call => Each(call, (writer, symbol) =>
                writer.Text("symbol", symbol).Amount("price", call.Venue.QuoteOf(symbol).Last)),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/ticker/bookTicker",
            WebSocketMethod = "ticker.book",
            Weight = parameters => parameters.Has("symbol") ? 2 : 4,
            Parameters = Symbols,
            Handle = call => Each(call, (writer, symbol) => BestPrices(writer, symbol, call.Venue.Read(symbol, tape => tape.Quote))),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/ticker/24hr",
            WebSocketMethod = "ticker.24hr",
            Weight = parameters => SymbolChoice.CountOf(parameters) switch { null or > 100 => 80, > 20 => 40, _ => 2 },
            Parameters = [.. Symbols, Specs.May("type")],
            Handle = call => call.Text("type") is not (null or "FULL" or "MINI")
                ? ApiReply.Of(ApiError.Invalid("type"))
                : Each(call, (writer, symbol) => DayTicker.Write(writer, call, symbol, isMini: call.Text("type") == "MINI")),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/avgPrice",
            WebSocketMethod = "avgPrice",
            Weight = _ => 2,
            Parameters = [Specs.Symbol],
            Handle = AveragePrice,
        },
    ];

    /// <summary>One object for <c>symbol</c>, an array for everything else.</summary>
    private static ApiReply Each(Call call, Action<WireWriter, string> write)
    {
        var (symbols, error) = SymbolChoice.Of(call, isOptional: true);
        if (error is not null)
            return ApiReply.Of(error);
        if (call.Text("symbolStatus") is { } status)
            symbols = [.. symbols.Where(symbol => ExchangeInfo.NameOf(call.Venue.StatusOf(symbol)) == status)];
        if (symbols.IsEmpty)
            return ApiReply.Of(new ApiError(400, -1220, "The symbol's status does not match the requested symbolStatus."));
        return call.Reply(writer =>
        {
            if (call.Parameters.Has("symbol"))
                writer.Fields(() => write(writer, symbols[0]));
            else
                writer.Array(null, symbols, symbol => writer.Fields(() => write(writer, symbol)));
        });
    }

    private static void BestPrices(WireWriter writer, string symbol, BestQuote? quote) => writer
        .Text("symbol", symbol).Amount("bidPrice", quote?.Bid ?? 0m).Amount("bidQty", quote?.BidQuantity ?? 0m)
        .Amount("askPrice", quote?.Ask ?? 0m).Amount("askQty", quote?.AskQuantity ?? 0m);

    private static ApiReply AveragePrice(Call call)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.FindMarket(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        const int minutes = 5;
        var now = call.Venue.Clock.Now;
        var recent = call.Venue.Read(symbol, tape => tape.Trades.Where(trade => trade.At > now - TimeSpan.FromMinutes(minutes)).ToList())!;
        var volume = recent.Sum(trade => trade.Quantity);
        var price = volume == 0m ? call.Venue.QuoteOf(symbol).Last : recent.Sum(trade => trade.QuoteQuantity) / volume;
        return call.Reply(writer => writer.Fields(() => writer.Number("mins", minutes).Amount("price", price)
            .Time("closeTime", recent.Count == 0 ? now : recent[^1].At)));
    }
}
