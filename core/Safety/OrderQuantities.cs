using Executor.Core.Exchange;

namespace Executor.Core.Safety;

/// <summary>Sums over open orders. A leg that waits for its working order can neither execute nor protect.</summary>
public static class OrderQuantities
{
    /// <summary>Base that orders of <paramref name="side"/> can still execute; the legs of a list share one quantity.</summary>
    public static decimal Executable(this IEnumerable<OrderReport> orders, OrderSide side) => orders
        .Where(order => IsAtWork(order, side))
        .GroupBy(order => order.OrderListId is { } list ? (IsList: true, Id: list) : (IsList: false, Id: order.OrderId))
        .Sum(group => group.Max(Remaining));

    /// <summary>Base under live stops of <paramref name="side"/>.</summary>
    public static decimal UnderStops(this IEnumerable<OrderReport> orders, OrderSide side) =>
        orders.Where(order => IsAtWork(order, side) && order.Type.IsStop()).Sum(Remaining);

    /// <summary>True for the types that protect.</summary>
    public static bool IsStop(this OrderType type) => type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit => true,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market or OrderType.TakeProfit or OrderType.TakeProfitLimit => false,
    };

    private static bool IsAtWork(OrderReport order, OrderSide side) =>
        order.Side == side && order.Status.IsLive() && order.Status != OrderStatus.PendingNew;

    private static decimal Remaining(OrderReport order) => order.Quantity - order.ExecutedQuantity;
}
