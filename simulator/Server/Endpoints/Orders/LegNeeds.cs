using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>
/// What the type of an order makes mandatory, and what it forbids; null when an order is as its type wants it. Source: Binance spot API, new
/// order.
/// </summary>
internal static class LegNeeds
{
    /// <summary>What is missing; a type that is none is found later.</summary>
    public static ApiError? Missing(ParameterList parameters, LegNames names) => WireNames.TypeOf(parameters[names.Type]) is { } type
        ? (type.HasLimit() ? Need(parameters, names.Price) : null)
            ?? (type.HasTimeInForce() ? Need(parameters, names.TimeInForce) : null)
            ?? (type.IsStop() ? Specs.OneOf(parameters, names.StopPrice, names.TrailingDelta) : null)
        : null;

    /// <summary>What a single order is missing: its quantity too.</summary>
    public static ApiError? MissingOfSingle(ParameterList parameters)
    {
        if (parameters[LegNames.Single.Type] == "MARKET")
            return Specs.OneOf(parameters, LegNames.Single.Quantity, LegNames.Single.QuoteQuantity);
        return WireNames.TypeOf(parameters[LegNames.Single.Type]) is null
            ? null
            : Need(parameters, LegNames.Single.Quantity) ?? Missing(parameters, LegNames.Single);
    }

    /// <summary>What was sent although the type has no use for it.</summary>
    public static ApiError? NotRequired(ParameterList parameters, LegNames names, OrderType type)
    {
        if (!type.HasTimeInForce() && parameters.Has(names.TimeInForce))
            return ApiError.NotRequired(names.TimeInForce);
        if (!type.HasLimit() && parameters.Has(names.Price))
            return ApiError.NotRequired(names.Price);
        if (!type.IsStop() && parameters.Has(names.StopPrice))
            return ApiError.NotRequired(names.StopPrice);
        if (!type.IsStop() && parameters.Has(names.TrailingDelta))
            return ApiError.NotRequired(names.TrailingDelta);
        if (!type.HasLimit() && parameters.Has(names.IcebergQuantity))
            return ApiError.NotRequired(names.IcebergQuantity);
        if (parameters.Has(names.QuoteQuantity) && (type != OrderType.Market || parameters.Has(names.Quantity)))
            return ApiError.NotRequired(names.QuoteQuantity);
        return null;
    }

    private static ApiError? Need(ParameterList parameters, string name) => parameters.Has(name) ? null : ApiError.Missing(name);
}
