using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Placing and cancelling single orders on the spot account. Source: Binance spot API, trading endpoints.</summary>
internal static class OrderEndpoints
{
    /// <summary>The parameters of a single order.</summary>
    public static readonly ImmutableArray<ParameterSpec> SingleOrder =
    [
        Specs.Symbol, Specs.Must("side"), .. LegNames.Single.Common(), Specs.May("quantity", ParameterKind.Amount),
        Specs.May("quoteOrderQty", ParameterKind.Amount), Specs.ResponseType, Specs.May("selfTradePreventionMode"),
    ];

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "POST",
            Path = "/api/v3/order",
            WebSocketMethod = "order.place",
            Proof = Proof.Signature,
            Right = Right.Trade,
            IsFreeOnSuccess = true,
            Orders = 1,
            Parameters = SingleOrder,
            Needs = LegNeeds.MissingOfSingle,
            Handle = Place,
        },
        new Endpoint
        {
            Verb = "POST",
            Path = "/api/v3/order/test",
            WebSocketMethod = "order.test",
            Proof = Proof.Signature,
            Right = Right.Trade,
            Weight = parameters => parameters["computeCommissionRates"] == "true" ? 20 : 1,
            Parameters = [.. SingleOrder, Specs.May("computeCommissionRates", ParameterKind.Flag)],
            Needs = LegNeeds.MissingOfSingle,
            Handle = Test,
        },
        new Endpoint
        {
            Verb = "DELETE",
            Path = "/api/v3/order",
            WebSocketMethod = "order.cancel",
            Proof = Proof.Signature,
            Right = Right.Trade,
            IsFreeOnSuccess = true,
            Parameters = [Specs.Symbol, Specs.OrderId, Specs.OriginalClientOrderId, Specs.NewClientOrderId, Specs.May("cancelRestrictions")],
            Needs = parameters => Specs.OneOf(parameters, "origClientOrderId", "orderId"),
            Handle = call => Cancelling.Cancel(call, AccountKey.Spot),
        },
        new Endpoint
        {
            Verb = "DELETE",
            Path = "/api/v3/openOrders",
            WebSocketMethod = "openOrders.cancelAll",
            Proof = Proof.Signature,
            Right = Right.Trade,
            IsFreeOnSuccess = true,
            Parameters = [Specs.Symbol],
            Handle = call => Cancelling.CancelAll(call, AccountKey.Spot),
        },
    ];

    private static ApiReply Place(Call call)
    {
        var (draft, error) = ReadSingle(call, default);
        if (draft is null)
            return ApiReply.Of(error!);
        if (Placing.ResponseTypeOf(call, Placing.StandardFor(call.Text("type"))) is not { } type)
            return ApiReply.Of(ApiError.Invalid("newOrderRespType"));
        var command = new ExchangeCommand.Place(call.Text("symbol")!, draft.Order);
        return call.Venue.Turn(call.Customer, (engine, now) => Placing.Execute(call, engine, command, Placing.ExtrasOf(call, draft), now) switch
        {
            ExchangeReply.Accepted accepted => call.Reply(writer => writer.Fields(() =>
                OrderJson.Placed(writer, Placing.StateOf(engine, AccountKey.Spot, accepted.Orders[0]), type))),
            ExchangeReply.Rejected rejected => ApiReply.Of(Placing.ErrorOf(call, rejected)),
            var other => throw new InvalidOperationException($"A placement was answered with {other.GetType().Name}."),
        });
    }

    private static ApiReply Test(Call call)
    {
        var (draft, error) = ReadSingle(call, default);
        if (draft is null)
            return ApiReply.Of(error!);
        if (Placing.ResponseTypeOf(call, ResponseType.Ack) is null)
            return ApiReply.Of(ApiError.Invalid("newOrderRespType"));
        var command = new ExchangeCommand.Place(call.Text("symbol")!, draft.Order);
        var refused = call.Venue.Turn(call.Customer, (engine, _) => engine.RefusalAtGateway(command, Placing.ExtrasOf(call, draft), countsOrders: false));
        if (refused is not null)
            return ApiReply.Of(Placing.ErrorOf(call, refused));
        return call.Reply(writer => writer.Fields(() =>
        {
            if (call.Flag("computeCommissionRates") == true)
                Account.CommissionJson.ForOrder(writer, call.Venue.Scenario.Fees);
        }));
    }

    /// <summary>Reads the single order of a request: symbol, side, type, time in force, in this order.</summary>
    public static (Draft? Draft, ApiError? Error) ReadSingle(Call call, MarginEffect effect) => call.Venue.RulesOf(call.Text("symbol")!) is null
        ? (null, ApiError.InvalidSymbol)
        : Draft.Read(call, LegNames.Single, WireNames.SideOf(call.Text("side")), call.Amount("quantity"), effect);
}
