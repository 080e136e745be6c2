using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Replay.Checks;

/// <summary>Sums over open orders.</summary>
internal static class OrderQuantities
{
    /// <summary>Base that orders of <paramref name="side"/> can still execute; the legs of a list share one quantity.</summary>
    public static decimal Executable(this ImmutableArray<OrderReport> orders, OrderSide side) => orders
        .Where(order => order.Side == side && order.Status.IsLive())
        .GroupBy(order => order.OrderListId is { } list ? (IsList: true, Id: list) : (IsList: false, Id: order.OrderId))
        .Sum(group => group.Max(order => order.Quantity - order.ExecutedQuantity));

    /// <summary>Base under live stops of <paramref name="side"/>.</summary>
    public static decimal UnderStops(this ImmutableArray<OrderReport> orders, OrderSide side) => orders
        .Where(order => order.Side == side && order.Status.IsLive() && order.Type.IsStop())
        .Sum(order => order.Quantity - order.ExecutedQuantity);

    /// <summary>True for the types that protect.</summary>
    public static bool IsStop(this OrderType type) => type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit => true,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market => false,
    };
}
