using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Endpoints.Orders;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>
/// Order lists on margin accounts: an OCO in the old form, which names a limit leg and a stop leg, OTO and OTOCO. Source: Binance margin API,
/// trade endpoints.
/// </summary>
internal static class MarginListEndpoints
{
    private static readonly ImmutableArray<ParameterSpec> Shared =
    [
        Specs.Symbol, Specs.May("listClientOrderId", ParameterKind.ClientOrderId), Specs.ResponseType, Specs.May("selfTradePreventionMode"),
        .. MarginOrderEndpoints.Effects,
    ];

    private static readonly ImmutableArray<ParameterSpec> Oto =
    [
        .. Shared, .. LegNames.Working.Common(), Specs.Must("workingSide"), Specs.Must("workingQuantity", ParameterKind.Amount),
        Specs.Must("pendingSide"), Specs.Must("pendingQuantity", ParameterKind.Amount),
    ];

    public static IEnumerable<Endpoint> All =>
    [
        Place("oco", 2,
            [
                .. Shared, Specs.Must("side"), Specs.Must("quantity", ParameterKind.Amount), Specs.Must("price", ParameterKind.Amount),
                Specs.Must("stopPrice", ParameterKind.Amount), Specs.May("stopLimitPrice", ParameterKind.Amount), Specs.May("stopLimitTimeInForce"),
                Specs.May("limitClientOrderId", ParameterKind.ClientOrderId), Specs.May("stopClientOrderId", ParameterKind.ClientOrderId),
                Specs.May("limitIcebergQty", ParameterKind.Amount), Specs.May("stopIcebergQty", ParameterKind.Amount),
            ], StopNeeds, PlaceOco),
        Place("oto", 2, [.. Oto, .. LegNames.Pending.Common()],
            parameters => LegNeeds.Missing(parameters, LegNames.Working) ?? LegNeeds.Missing(parameters, LegNames.Pending),
            (call, account, effect) => ListPlacing.PlaceOto(call, account, effect, [LegNames.Pending], isPaidByWorking: false)),
        Place("otoco", 3, [.. Oto, .. ListEndpoints.PendingPair], ListEndpoints.MissingOfPair,
            (call, account, effect) => ListPlacing.PlaceOto(call, account, effect, [LegNames.PendingAbove, LegNames.PendingBelow], isPaidByWorking: false)),
        MarginOrderEndpoints.Call("GET", "orderList", WeightScope.SapiIp, 10, Right.Read,
            [Specs.IsIsolated, Specs.AnySymbol, Specs.May("orderListId", ParameterKind.Id), Specs.OriginalClientOrderId], ListQueries.List)
            with { Needs = parameters => Specs.OneOf(parameters, "orderListId", "origClientOrderId") },
        MarginOrderEndpoints.Call("DELETE", "orderList", WeightScope.SapiUid, 1, Right.Trade,
            [Specs.IsIsolated, Specs.Symbol, Specs.May("orderListId", ParameterKind.Id), Specs.May("listClientOrderId"), Specs.NewClientOrderId],
            ListQueries.Cancel) with { Needs = parameters => Specs.OneOf(parameters, "orderListId", "listClientOrderId") },
        MarginOrderEndpoints.Call("GET", "openOrderList", WeightScope.SapiIp, 10, Right.Read, [Specs.IsIsolated, Specs.AnySymbol], ListQueries.Open),
        MarginOrderEndpoints.Call("GET", "allOrderList", WeightScope.SapiIp, 200, Right.Read,
            [Specs.IsIsolated, Specs.AnySymbol, Specs.FromId, Specs.StartTime, Specs.EndTime, Specs.Limit], ListQueries.All),
    ];

    private static Endpoint Place(
        string kind, int orders, ImmutableArray<ParameterSpec> parameters, Func<ParameterList, ApiError?> needs,
        Func<Call, AccountKey, MarginEffect, ApiReply> handle) => new()
    {
        Verb = "POST",
        Path = $"/sapi/v1/margin/order/{kind}",
        Proof = Proof.Signature,
        Right = Right.Trade,
        WeightScope = WeightScope.SapiUid,
        Weight = MarginCall.WeightOfPlacement,
        Orders = orders,
        Parameters = parameters,
        Needs = needs,
        Handle = call => MarginCall.On(call, "symbol", account => MarginCall.EffectOf(call) is { } effect
            ? handle(call, account, effect)
            : ApiReply.Of(ApiError.Invalid("sideEffectType"))),
    };

    /// <summary>Both of them, or neither: without them the stop leg is a market order.</summary>
    private static ApiError? StopNeeds(ParameterList parameters) =>
        parameters.Has("stopLimitPrice") == parameters.Has("stopLimitTimeInForce") ? null
            : ApiError.Missing(parameters.Has("stopLimitPrice") ? "stopLimitTimeInForce" : "stopLimitPrice");

    private static ApiReply PlaceOco(Call call, AccountKey account, MarginEffect effect)
    {
        if (WireNames.SideOf(call.Text("side")) is not { } side)
            return ApiReply.Of(ApiError.InvalidSide);
        var hasStopLimit = call.Parameters.Has("stopLimitPrice");
        if (hasStopLimit && WireNames.TimeInForceOf(call.Text("stopLimitTimeInForce")) is null)
            return ApiReply.Of(ApiError.InvalidTimeInForce);
        var limit = new NewOrder
        {
            ClientOrderId = call.Text("limitClientOrderId") ?? call.Venue.NextName(),
            Side = side,
            Type = OrderType.LimitMaker,
            Quantity = call.Amount("quantity")!.Value,
            Price = call.Amount("price"),
            SideEffect = effect.SideEffect,
            AutoRepayAtCancel = effect.AutoRepayAtCancel,
        };
        var stop = limit with
        {
            ClientOrderId = call.Text("stopClientOrderId") ?? call.Venue.NextName(),
            Type = hasStopLimit ? OrderType.StopLossLimit : OrderType.StopLoss,
            Price = call.Amount("stopLimitPrice"),
            StopPrice = call.Amount("stopPrice"),
            TimeInForce = WireNames.TimeInForceOf(call.Text("stopLimitTimeInForce")) ?? TimeInForce.GoodTillCancelled,
        };
        var prevention = call.Text("selfTradePreventionMode");
        var limitDraft = new Draft(limit, new OrderExtras { IcebergQuantity = call.Amount("limitIcebergQty"), SelfTradePreventionMode = prevention });
        var stopDraft = new Draft(stop, new OrderExtras { IcebergQuantity = call.Amount("stopIcebergQty"), SelfTradePreventionMode = prevention });
        return side switch
        {
            OrderSide.Sell => ListPlacing.PlaceOco(call, account, limitDraft, stopDraft),
            OrderSide.Buy => ListPlacing.PlaceOco(call, account, stopDraft, limitDraft),
        };
    }
}
