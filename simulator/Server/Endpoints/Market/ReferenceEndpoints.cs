using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>Price ranges outside of which the exchange does not execute; no market here has one. Source: Binance spot API, market data endpoints.</summary>
internal static class ReferenceEndpoints
{
    private static readonly ApiError NoReferencePrice = new(400, -2043, "This symbol doesn't have a reference price.");

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/executionRules",
            WebSocketMethod = "executionRules",
            Weight = parameters => SymbolChoice.CountOf(parameters) is { } count ? Math.Min(count * 2, 40) : 40,
            Parameters = [Specs.AnySymbol, Specs.May("symbols"), Specs.May("symbolStatus")],
            Handle = Rules,
        },
        Price("/api/v3/referencePrice", "referencePrice"),
        Price("/api/v3/referencePrice/calculation", "referencePrice.calculation"),
    ];

    private static Endpoint Price(string path, string method) => new()
    {
        Verb = "GET",
        Path = path,
        WebSocketMethod = method,
        Weight = _ => 2,
        Parameters = [Specs.Symbol, Specs.May("symbolStatus")],
        Handle = call => ApiReply.Of(call.Venue.FindMarket(call.Text("symbol")!) is null ? ApiError.InvalidSymbol : NoReferencePrice),
    };

    private static ApiReply Rules(Call call)
    {
        var (symbols, error) = SymbolChoice.Of(call, isOptional: true);
        if (error is not null)
            return ApiReply.Of(error);
        if (call.Text("symbolStatus") is { } status)
            symbols = [.. symbols.Where(symbol => ExchangeInfo.NameOf(call.Venue.StatusOf(symbol)) == status)];
        return call.Reply(writer => writer.Fields(() => writer.Array("symbolRules", symbols, symbol => writer.Fields(() =>
        {
            writer.Text("symbol", symbol);
            writer.Array<int>("rules", [], _ => { });
        }))));
    }
}
