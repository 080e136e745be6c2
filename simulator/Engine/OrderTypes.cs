using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Questions one may ask of an <see cref="OrderType"/>.</summary>
internal static class OrderTypes
{
    public static bool IsStop(this OrderType type) => type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit => true,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market => false,
    };

    public static bool HasLimit(this OrderType type) => type switch
    {
        OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit => true,
        OrderType.Market or OrderType.StopLoss => false,
    };

    public static bool HasTimeInForce(this OrderType type) => type switch
    {
        OrderType.Limit or OrderType.StopLossLimit => true,
        OrderType.LimitMaker or OrderType.Market or OrderType.StopLoss => false,
    };
}
