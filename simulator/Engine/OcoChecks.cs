using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Rules that join the two legs of an OCO; null when they hold.</summary>
internal static class OcoChecks
{
    public static Refusal? Parameters(NewOco oco) =>
        ParameterChecks.Name(oco.ListClientOrderId, "listClientOrderId")
        ?? ParameterChecks.Order(oco.Above, ParameterNames.Above)
        ?? ParameterChecks.Order(oco.Below, ParameterNames.Below)
        ?? (ParameterChecks.AreDistinct(oco.ListClientOrderId, oco.Above.ClientOrderId, oco.Below.ClientOrderId) ? null : Refusal.InvalidCombination)
        ?? Pair(oco.Above, oco.Below);

    /// <summary>Two orders can be the legs of one OCO.</summary>
    public static Refusal? Pair(NewOrder above, NewOrder below) =>
        above.Side != below.Side || above.Quantity != below.Quantity || above.SideEffect != below.SideEffect
            ? Refusal.InvalidCombination
            : LegTypes(above, below);

    /// <summary>The limit price and the stop price enclose the last price.</summary>
    public static Refusal? PriceRelation(decimal last, NewOrder above, NewOrder below) =>
        (above.StopPrice ?? above.Price) > last && (below.StopPrice ?? below.Price) < last ? null : Refusal.PriceRelation;

    private static Refusal? LegTypes(NewOrder above, NewOrder below)
    {
        if (!IsLegType(above.Type) || !IsLegType(below.Type))
            return Refusal.TypeNotInOco;
        if (!above.Type.IsStop() && !below.Type.IsStop())
            return Refusal.OneLegMustBeContingent;
        return above.Side switch
        {
            OrderSide.Sell when !below.Type.IsStop() => Refusal.SellLimitMustBeAbove,
            OrderSide.Sell when above.Type.IsStop() => Refusal.SellStopMustBeBelow,
            OrderSide.Buy when !above.Type.IsStop() => Refusal.BuyLimitMustBeBelow,
            OrderSide.Buy when below.Type.IsStop() => Refusal.BuyStopMustBeAbove,
            OrderSide.Buy or OrderSide.Sell => null,
        };
    }

    private static bool IsLegType(OrderType type) => type switch
    {
        OrderType.LimitMaker or OrderType.StopLoss or OrderType.StopLossLimit => true,
        OrderType.Limit or OrderType.Market => false,
    };
}
