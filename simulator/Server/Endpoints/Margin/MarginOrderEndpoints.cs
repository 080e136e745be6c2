using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Endpoints.Account;
using Executor.Simulator.Server.Endpoints.Orders;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>Single orders on margin accounts. Source: Binance margin API, trade endpoints.</summary>
internal static class MarginOrderEndpoints
{
    /// <summary>What every margin placement may carry.</summary>
    public static readonly ImmutableArray<ParameterSpec> Effects =
        [Specs.IsIsolated, Specs.May("sideEffectType"), Specs.May("autoRepayAtCancel", ParameterKind.Flag)];

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "POST",
            Path = "/sapi/v1/margin/order",
            Proof = Proof.Signature,
            Right = Right.Trade,
            WeightScope = WeightScope.SapiUid,
            Weight = MarginCall.WeightOfPlacement,
            Orders = 1,
            Parameters = [.. OrderEndpoints.SingleOrder, .. Effects],
            Needs = LegNeeds.MissingOfSingle,
            Handle = call => MarginCall.On(call, "symbol", account => Place(call, account)),
        },
        Call("DELETE", "order", WeightScope.SapiIp, 10, Right.Trade,
            [Specs.Symbol, Specs.IsIsolated, Specs.OrderId, Specs.OriginalClientOrderId, Specs.NewClientOrderId], Cancelling.Cancel)
            with { Needs = NeedsOrder },
        Call("GET", "order", WeightScope.SapiIp, 10, Right.Read,
            [Specs.Symbol, Specs.IsIsolated, Specs.OrderId, Specs.OriginalClientOrderId], OrderQueries.Order) with { Needs = NeedsOrder },
        Call("GET", "openOrders", WeightScope.SapiIp, 10, Right.Read, [Specs.AnySymbol, Specs.IsIsolated], OrderQueries.OpenOrders),
        Call("DELETE", "openOrders", WeightScope.SapiIp, 1, Right.Trade, [Specs.Symbol, Specs.IsIsolated], Cancelling.CancelAll),
        Call("GET", "allOrders", WeightScope.SapiIp, 200, Right.Read,
            [Specs.Symbol, Specs.IsIsolated, Specs.OrderId, Specs.StartTime, Specs.EndTime, Specs.Limit],
            (call, account) => OrderQueries.AllOrders(call, account, standardLimit: 500, mostLimit: 500)),
        Call("GET", "myTrades", WeightScope.SapiIp, 10, Right.Read,
            [Specs.Symbol, Specs.IsIsolated, Specs.OrderId, Specs.StartTime, Specs.EndTime, Specs.FromId, Specs.Limit], OrderQueries.Trades),
        Call("GET", "rateLimit/order", WeightScope.SapiIp, 20, Right.Read, [Specs.AnySymbol, Specs.IsIsolated],
            (call, _) => AccountEndpoints.OrderCounts(call, isMargin: true)),
    ];

    /// <summary>A margin endpoint that works on one account.</summary>
    public static Endpoint Call(
        string verb, string name, WeightScope scope, int weight, Right right, ImmutableArray<ParameterSpec> parameters,
        Func<Call, AccountKey, ApiReply> handle) => new()
    {
        Verb = verb,
        Path = $"/sapi/v1/margin/{name}",
        Proof = Proof.Signature,
        Right = right,
        WeightScope = scope,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = call => MarginCall.On(call, "symbol", account => handle(call, account)),
    };

    private static ApiError? NeedsOrder(ParameterList parameters) => Specs.OneOf(parameters, "origClientOrderId", "orderId");

    private static ApiReply Place(Call call, AccountKey account)
    {
        if (MarginCall.EffectOf(call) is not { } effect)
            return ApiReply.Of(ApiError.Invalid("sideEffectType"));
        var (draft, error) = OrderEndpoints.ReadSingle(call, effect);
        if (draft is null)
            return ApiReply.Of(error!);
        if (Placing.ResponseTypeOf(call, Placing.StandardFor(call.Text("type"))) is not { } type)
            return ApiReply.Of(ApiError.Invalid("newOrderRespType"));
        var command = new ExchangeCommand.Place(call.Text("symbol")!, draft.Order) { Account = account.Kind };
        return call.Venue.Turn(call.Customer, (engine, now) => Placing.Execute(call, engine, command, Placing.ExtrasOf(call, draft), now) switch
        {
            ExchangeReply.Accepted accepted => call.Reply(writer =>
            {
                var order = Placing.StateOf(engine, account, accepted.Orders[0]);
                writer.Fields(() =>
                {
                    OrderJson.Placed(writer, order, type);
                    if (type != ResponseType.Ack)
                        LoanJson.OfPlacement(writer, [order], engine.RulesOf(order.Report.Symbol)!, isText: false);
                });
            }),
            ExchangeReply.Rejected rejected => ApiReply.Of(Placing.ErrorOf(call, rejected)),
            var other => throw new InvalidOperationException($"A placement was answered with {other.GetType().Name}."),
        });
    }
}
