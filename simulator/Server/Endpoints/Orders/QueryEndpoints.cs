using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Questions about orders and executions of the spot account. Source: Binance spot API, account endpoints.</summary>
internal static class QueryEndpoints
{
    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/order",
            WebSocketMethod = "order.status",
            Proof = Proof.Signature,
            Weight = _ => 4,
            Parameters = [Specs.Symbol, Specs.OrderId, Specs.OriginalClientOrderId],
            Needs = parameters => Specs.OneOf(parameters, "origClientOrderId", "orderId"),
            Handle = call => OrderQueries.Order(call, AccountKey.Spot),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/openOrders",
            WebSocketMethod = "openOrders.status",
            Proof = Proof.Signature,
            Weight = parameters => parameters.Has("symbol") ? 6 : 80,
            Parameters = [Specs.AnySymbol],
            Handle = call => OrderQueries.OpenOrders(call, AccountKey.Spot),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/allOrders",
            WebSocketMethod = "allOrders",
            Proof = Proof.Signature,
            Weight = _ => 20,
            Parameters = [Specs.Symbol, Specs.OrderId, Specs.StartTime, Specs.EndTime, Specs.Limit],
            Handle = call => OrderQueries.AllOrders(call, AccountKey.Spot, standardLimit: 500, mostLimit: 1_000),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/myTrades",
            WebSocketMethod = "myTrades",
            Proof = Proof.Signature,
            Weight = parameters => parameters.Has("orderId") ? 5 : 20,
            Parameters = [Specs.Symbol, Specs.OrderId, Specs.StartTime, Specs.EndTime, Specs.FromId, Specs.Limit],
            Handle = call => OrderQueries.Trades(call, AccountKey.Spot),
        },
    ];
}
