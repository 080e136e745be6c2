using System.Collections.Immutable;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Endpoints.Orders;
using Executor.Simulator.Server.Requests;

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
            [.. Shared, .. OcoByLegs.Parameters], OcoByLegs.Missing, (call, account, effect) => OcoByLegs.Place(call, account, effect)),
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
}
