using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>
/// An OCO in the old form, which names a limit leg and a stop leg instead of one above and one below: the only form on margin accounts, and
/// deprecated on spot. Source: Binance margin API, new OCO; Binance spot API, new OCO (deprecated).
/// </summary>
internal static class OcoByLegs
{
    public static ImmutableArray<ParameterSpec> Parameters =>
    [
        Specs.Must("side"), Specs.Must("quantity", ParameterKind.Amount), Specs.Must("price", ParameterKind.Amount),
        Specs.Must("stopPrice", ParameterKind.Amount), Specs.May("stopLimitPrice", ParameterKind.Amount), Specs.May("stopLimitTimeInForce"),
        Specs.May("limitClientOrderId", ParameterKind.ClientOrderId), Specs.May("stopClientOrderId", ParameterKind.ClientOrderId),
        Specs.May("limitIcebergQty", ParameterKind.Amount), Specs.May("stopIcebergQty", ParameterKind.Amount),
    ];

    /// <summary>What a limit of the stop leg is missing: without both of them the leg is a market order.</summary>
    public static ApiError? Missing(ParameterList parameters) =>
        parameters.Has("stopLimitPrice") == parameters.Has("stopLimitTimeInForce") ? null
            : ApiError.Missing(parameters.Has("stopLimitPrice") ? "stopLimitTimeInForce" : "stopLimitPrice");

    public static ApiReply Place(Call call, AccountKey account, MarginEffect effect)
    {
        if (call.Venue.RulesOf(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
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
