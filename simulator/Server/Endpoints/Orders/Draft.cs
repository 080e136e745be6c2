using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>One order as a request describes it.</summary>
internal sealed record Draft(NewOrder Order, OrderExtras Extras)
{
    private const int SmallestStrategyType = 1_000_000;
    private static readonly string[] PreventionModes = ["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"];

    /// <summary>Reads an order; its values are checked, not its prices.</summary>
    /// <param name="call">The request.</param>
    /// <param name="names">What its parameters are called.</param>
    /// <param name="side">Direction; null when the request named none that there is.</param>
    /// <param name="quantity">Base; null where it follows from something else.</param>
    /// <param name="effect">What it does about debts.</param>
    public static (Draft? Draft, ApiError? Error) Read(Call call, LegNames names, OrderSide? side, decimal? quantity, MarginEffect effect)
    {
        if (side is not { } direction)
            return (null, ApiError.InvalidSide);
        if (WireNames.TypeOf(call.Text(names.Type)) is not { } type)
            return (null, ApiError.InvalidOrderType);
        if (call.Text(names.TimeInForce) is { } text && WireNames.TimeInForceOf(text) is null)
            return (null, ApiError.InvalidTimeInForce);
        if (LegNeeds.NotRequired(call.Parameters, names, type) is { } superfluous)
            return (null, superfluous);
        var timeInForce = WireNames.TimeInForceOf(call.Text(names.TimeInForce)) ?? TimeInForce.GoodTillCancelled;
        var extras = new OrderExtras
        {
            QuoteQuantity = call.Amount(names.QuoteQuantity),
            IcebergQuantity = call.Amount(names.IcebergQuantity) is > 0m and var iceberg ? iceberg : null,
            TrailingDelta = call.Whole(names.TrailingDelta) is { } delta ? (int)Math.Min(delta, int.MaxValue) : null,
            StrategyId = call.Whole(names.StrategyId),
            StrategyType = call.Whole(names.StrategyType) is { } kind ? (int)Math.Min(kind, int.MaxValue) : null,
            SelfTradePreventionMode = call.Text("selfTradePreventionMode"),
        };
        if (ErrorOf(call, names, extras, timeInForce) is { } error)
            return (null, error);
        var order = new NewOrder
        {
            ClientOrderId = call.Text(names.ClientOrderId) ?? call.Venue.NextName(),
            Side = direction,
            Type = type,
            Quantity = quantity ?? 0m,
            Price = call.Amount(names.Price),
            StopPrice = call.Amount(names.StopPrice),
            TimeInForce = timeInForce,
            SideEffect = effect.SideEffect,
            AutoRepayAtCancel = effect.AutoRepayAtCancel,
        };
        return (new Draft(order, extras), null);
    }

    private static ApiError? ErrorOf(Call call, LegNames names, OrderExtras extras, TimeInForce timeInForce)
    {
        if (extras.QuoteQuantity is { } quote && decimal.Round(quote, 8) != quote)
            return new ApiError(400, -1111, $"Parameter '{names.QuoteQuantity}' has too much precision.");
        if (extras.IcebergQuantity is not null && timeInForce != TimeInForce.GoodTillCancelled)
        {
            return names.Prefix.Length == 0
                ? ApiError.BadCombination
                : new ApiError(400, -1160, $"Parameter '{names.IcebergQuantity}' is not supported if {names.TimeInForce} is not GTC.");
        }
        if (extras.StrategyType < SmallestStrategyType)
            return new ApiError(400, -1134, "strategyType was less than 1000000.");
        if (names.Pegs.Any(call.Parameters.Has))
            return new ApiError(400, -2010, "Pegged orders are not supported for this symbol.");
        return extras.SelfTradePreventionMode is not { } mode || PreventionModes.Contains(mode) ? null
            : mode == "NONE" ? new ApiError(400, -1013, "This symbol does not allow the specified self-trade prevention mode.")
            : ApiError.Invalid("selfTradePreventionMode");
    }
}

/// <summary>What an order does about debts; nothing on spot.</summary>
internal readonly record struct MarginEffect(SideEffect SideEffect, bool AutoRepayAtCancel);
