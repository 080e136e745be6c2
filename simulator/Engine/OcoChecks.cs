using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Rules that join the two legs of an OCO; null when they hold.</summary>
internal static class OcoChecks
{
    public static Refusal? Parameters(NewOco oco) =>
        ParameterChecks.Name(oco.ListClientOrderId, "listClientOrderId")
        ?? ParameterChecks.Order(oco.Above, ParameterNames.Above)
        ?? ParameterChecks.Order(oco.Below, ParameterNames.Below)
        ?? (oco.Above.Side != oco.Below.Side || oco.Above.Quantity != oco.Below.Quantity ? Refusal.InvalidCombination : null)
        ?? (oco.Above.SideEffect != oco.Below.SideEffect ? Refusal.InvalidCombination : null)
        ?? (IsNamedTwice(oco) ? Refusal.InvalidCombination : null)
        ?? LegTypes(oco);

    /// <summary>The limit price and the stop price enclose the last price.</summary>
    public static Refusal? PriceRelation(decimal last, NewOco oco) =>
        (oco.Above.StopPrice ?? oco.Above.Price) > last && (oco.Below.StopPrice ?? oco.Below.Price) < last ? null : Refusal.PriceRelation;

    private static bool IsNamedTwice(NewOco oco) =>
        oco.Above.ClientOrderId == oco.Below.ClientOrderId
        || oco.ListClientOrderId == oco.Above.ClientOrderId
        || oco.ListClientOrderId == oco.Below.ClientOrderId;

    private static Refusal? LegTypes(NewOco oco)
    {
        if (!IsLegType(oco.Above.Type) || !IsLegType(oco.Below.Type))
            return Refusal.TypeNotInOco;
        if (!oco.Above.Type.IsStop() && !oco.Below.Type.IsStop())
            return Refusal.OneLegMustBeContingent;
        return oco.Above.Side switch
        {
            OrderSide.Sell when !oco.Below.Type.IsStop() => Refusal.SellLimitMustBeAbove,
            OrderSide.Sell when oco.Above.Type.IsStop() => Refusal.SellStopMustBeBelow,
            OrderSide.Buy when !oco.Above.Type.IsStop() => Refusal.BuyLimitMustBeBelow,
            OrderSide.Buy when oco.Below.Type.IsStop() => Refusal.BuyStopMustBeAbove,
            OrderSide.Buy or OrderSide.Sell => null,
        };
    }

    private static bool IsLegType(OrderType type) => type switch
    {
        OrderType.LimitMaker or OrderType.StopLoss or OrderType.StopLossLimit => true,
        OrderType.Limit or OrderType.Market => false,
    };
}
