using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Questions one may ask of an <see cref="OrderType"/>.</summary>
internal static class OrderTypes
{
    /// <summary>True for the types that wait for their stop price.</summary>
    public static bool IsStop(this OrderType type) => type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit => true,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market => false,
    };

    public static bool IsTakeProfit(this OrderType type) => type switch
    {
        OrderType.TakeProfit or OrderType.TakeProfitLimit => true,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market or OrderType.StopLoss or OrderType.StopLossLimit => false,
    };

    /// <summary>True when a falling price reaches the stop price.</summary>
    public static bool TriggersBelow(this OrderType type, OrderSide side) => side switch
    {
        OrderSide.Buy => type.IsTakeProfit(),
        OrderSide.Sell => !type.IsTakeProfit(),
    };

    public static bool HasLimit(this OrderType type) => type switch
    {
        OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit or OrderType.TakeProfitLimit => true,
        OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit => false,
    };

    public static bool HasTimeInForce(this OrderType type) => type switch
    {
        OrderType.Limit or OrderType.StopLossLimit or OrderType.TakeProfitLimit => true,
        OrderType.LimitMaker or OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit => false,
    };
}
