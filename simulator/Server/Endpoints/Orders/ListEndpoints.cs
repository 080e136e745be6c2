using System.Collections.Immutable;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Order lists of the spot account. Source: Binance spot API, order list endpoints.</summary>
internal static class ListEndpoints
{
    private static readonly ImmutableArray<ParameterSpec> Shared =
    [
        Specs.Symbol, Specs.May("listClientOrderId", ParameterKind.ClientOrderId), Specs.ResponseType, Specs.May("selfTradePreventionMode"),
    ];

    private static readonly ImmutableArray<ParameterSpec> WorkingLeg =
    [
        .. LegNames.Working.Common(), Specs.Must("workingSide"), Specs.Must("workingQuantity", ParameterKind.Amount),
    ];

    public static IEnumerable<Endpoint> All =>
    [
        Place("oco", 2, OcoByLegs.Parameters, OcoByLegs.Missing, call => OcoByLegs.Place(call, AccountKey.Spot, default)) with
        {
            Path = "/api/v3/order/oco",
            WebSocketMethod = "orderList.place",
        },
        Place("oco", 2, [Specs.Must("side"), Specs.Must("quantity", ParameterKind.Amount), .. LegNames.Above.Common(), .. LegNames.Below.Common()],
            parameters => LegNeeds.Missing(parameters, LegNames.Above) ?? LegNeeds.Missing(parameters, LegNames.Below),
            call => ListPlacing.PlaceOco(call, AccountKey.Spot, default)),
        Place("oto", 2, [.. WorkingLeg, .. LegNames.Pending.Common(), Specs.Must("pendingSide"), Specs.Must("pendingQuantity", ParameterKind.Amount)],
            parameters => LegNeeds.Missing(parameters, LegNames.Working) ?? LegNeeds.Missing(parameters, LegNames.Pending),
            call => ListPlacing.PlaceOto(call, AccountKey.Spot, default, [LegNames.Pending], isPaidByWorking: false)),
        Place("otoco", 3, [.. WorkingLeg, .. PendingPair, Specs.Must("pendingSide"), Specs.Must("pendingQuantity", ParameterKind.Amount)],
            MissingOfPair, call => ListPlacing.PlaceOto(call, AccountKey.Spot, default, [LegNames.PendingAbove, LegNames.PendingBelow], isPaidByWorking: false)),
        Place("opo", 2, [.. WorkingLeg, .. LegNames.Pending.Common(), Specs.Must("pendingSide"), Specs.May("pendingQuantity", ParameterKind.Amount)],
            parameters => LegNeeds.Missing(parameters, LegNames.Working) ?? LegNeeds.Missing(parameters, LegNames.Pending),
            call => ListPlacing.PlaceOto(call, AccountKey.Spot, default, [LegNames.Pending], isPaidByWorking: true)),
        Place("opoco", 3, [.. WorkingLeg, .. PendingPair, Specs.Must("pendingSide"), Specs.May("pendingQuantity", ParameterKind.Amount)],
            MissingOfPair, call => ListPlacing.PlaceOto(call, AccountKey.Spot, default, [LegNames.PendingAbove, LegNames.PendingBelow], isPaidByWorking: true)),
        new Endpoint
        {
            Verb = "DELETE",
            Path = "/api/v3/orderList",
            WebSocketMethod = "orderList.cancel",
            Proof = Proof.Signature,
            Right = Right.Trade,
            IsFreeOnSuccess = true,
            Parameters = [Specs.Symbol, Specs.May("orderListId", ParameterKind.Id), Specs.May("listClientOrderId"), Specs.NewClientOrderId],
            Needs = parameters => Specs.OneOf(parameters, "orderListId", "listClientOrderId"),
            Handle = call => ListQueries.Cancel(call, AccountKey.Spot),
        },
        Query("/api/v3/orderList", "orderList.status", 4, [Specs.May("orderListId", ParameterKind.Id), Specs.OriginalClientOrderId],
            call => ListQueries.List(call, AccountKey.Spot)) with { Needs = parameters => Specs.OneOf(parameters, "orderListId", "origClientOrderId") },
        Query("/api/v3/openOrderList", "openOrderLists.status", 6, [], call => ListQueries.Open(call, AccountKey.Spot)),
        Query("/api/v3/allOrderList", "allOrderLists", 20, [Specs.FromId, Specs.StartTime, Specs.EndTime, Specs.Limit],
            call => ListQueries.All(call, AccountKey.Spot)),
    ];

    /// <summary>The two pending legs of a list.</summary>
    public static ImmutableArray<ParameterSpec> PendingPair => [.. LegNames.PendingAbove.Common(), .. LegNames.PendingBelow.Common()];

    /// <summary>What the working order and the pending pair are missing.</summary>
    public static ApiError? MissingOfPair(ParameterList parameters) =>
        LegNeeds.Missing(parameters, LegNames.Working)
        ?? LegNeeds.Missing(parameters, LegNames.PendingAbove)
        ?? LegNeeds.Missing(parameters, LegNames.PendingBelow);

    private static Endpoint Place(
        string kind, int orders, ImmutableArray<ParameterSpec> parameters, Func<ParameterList, ApiError?> needs, Func<Call, ApiReply> handle) => new()
    {
        Verb = "POST",
        Path = $"/api/v3/orderList/{kind}",
        WebSocketMethod = $"orderList.place.{kind}",
        Proof = Proof.Signature,
        Right = Right.Trade,
        IsFreeOnSuccess = true,
        Orders = orders,
        Parameters = [.. Shared, .. parameters],
        Needs = needs,
        Handle = handle,
    };

    private static Endpoint Query(string path, string method, int weight, ImmutableArray<ParameterSpec> parameters, Func<Call, ApiReply> handle) => new()
    {
        Verb = "GET",
        Path = path,
        WebSocketMethod = method,
        Proof = Proof.Signature,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = handle,
    };
}
