using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Rules that join the two legs of an OCO; null when they hold.</summary>
internal static class OcoChecks
{
    public static Refusal? Parameters(NewOco oco, RequestExtras extras) =>
        ParameterChecks.Name(oco.ListClientOrderId, "listClientOrderId")
        ?? ParameterChecks.Order(oco.Above, extras.Of(oco.Above.ClientOrderId), ParameterNames.Above)
        ?? ParameterChecks.Order(oco.Below, extras.Of(oco.Below.ClientOrderId), ParameterNames.Below)
        ?? (ParameterChecks.AreDistinct(oco.ListClientOrderId, oco.Above.ClientOrderId, oco.Below.ClientOrderId) ? null : Refusal.InvalidCombination)
        ?? Pair(oco.Above, oco.Below);

    /// <summary>Two orders can be the legs of one OCO.</summary>
    public static Refusal? Pair(NewOrder above, NewOrder below) =>
        above.Side != below.Side || above.Quantity != below.Quantity || above.SideEffect != below.SideEffect
            ? Refusal.InvalidCombination
            : LegTypes(above, below);

    /// <summary>The limit price and the stop price enclose the last price.</summary>
    public static Refusal? PriceRelation(decimal last, NewOrder above, NewOrder below) =>
        (above.StopPrice ?? above.Price ?? decimal.MaxValue) > last && (below.StopPrice ?? below.Price ?? 0m) < last ? null : Refusal.PriceRelation;

    private static Refusal? LegTypes(NewOrder above, NewOrder below)
    {
        if (!IsLegType(above.Type) || !IsLegType(below.Type))
            return Refusal.TypeNotInOco;
        if (!above.Type.IsStop() && !below.Type.IsStop())
            return Refusal.OneLegMustBeContingent;
        return above.Side switch
        {
            OrderSide.Sell when below.Type == OrderType.LimitMaker => Refusal.SellLimitMustBeAbove,
            OrderSide.Sell when below.Type.IsTakeProfit() => Refusal.SellTargetMustBeAbove,
            OrderSide.Sell when IsStopLoss(above.Type) => Refusal.SellStopMustBeBelow,
            OrderSide.Buy when above.Type == OrderType.LimitMaker => Refusal.BuyLimitMustBeBelow,
            OrderSide.Buy when above.Type.IsTakeProfit() => Refusal.BuyTargetMustBeBelow,
            OrderSide.Buy when IsStopLoss(below.Type) => Refusal.BuyStopMustBeAbove,
            OrderSide.Buy or OrderSide.Sell => null,
        };
    }

    private static bool IsStopLoss(OrderType type) => type.IsStop() && !type.IsTakeProfit();

    private static bool IsLegType(OrderType type) => type == OrderType.LimitMaker || type.IsStop();
}
