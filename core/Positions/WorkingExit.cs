using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Planning;

namespace Executor.Core.Positions;

/// <summary>What rests on the exchange for one slot as one unit: a list, or an order alone.</summary>
public sealed record WorkingExit
{
    /// <summary>Where it belongs.</summary>
    public required Slot Slot { get; init; }

    /// <summary>The shape it has; null for a target whose stop is gone, or a stop whose target is.</summary>
    public required ExitShape? Shape { get; init; }

    /// <summary>Base that can still execute: what it locks.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Take-profit price; null: none.</summary>
    public decimal? Target { get; init; }

    /// <summary>Trigger price; null: none.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Limit price of the stop; null: none.</summary>
    public decimal? StopLimit { get; init; }

    /// <summary>An order by which the unit can be cancelled or amended; a list goes as a whole.</summary>
    public required OrderReference Reference { get; init; }

    /// <summary>True for a list.</summary>
    public bool IsList { get; init; }

    /// <summary>True when a part of it has executed: the exchange does not replace it any more.</summary>
    public bool HasExecuted { get; init; }

    /// <summary>The units that rest for <paramref name="trade"/>, in slot order.</summary>
    public static ImmutableArray<WorkingExit> Of(Trade trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return
        [
            .. trade.Orders
                .Where(order => order is { Role: not OrderRole.Entry, Slot: not Slot.Loan, IsLive: true, IsWaiting: false })
                .GroupBy(order => (order.Slot, Unit: order.OrderListId is { } list ? $"L{list}" : $"O{order.OrderId}"))
                .OrderBy(group => group.Key.Slot)
                .Select(group => Unit(group.Key.Slot, [.. group])),
        ];
    }

    private static WorkingExit Unit(Slot slot, ImmutableArray<TrackedOrder> orders)
    {
        var stop = orders.FirstOrDefault(order => order.Role == OrderRole.Stop);
        var target = orders.FirstOrDefault(order => order.Role == OrderRole.Target);
        var any = stop ?? target ?? orders[0];
        return new WorkingExit
        {
            Slot = slot,
            Shape = (stop, target, any.Role) switch
            {
                ({ } s, { } t, _) => s.OrderListId == t.OrderListId ? ExitShape.Oco : null,
                ({ OrderListId: null }, null, _) => ExitShape.Stop,
                (null, null, OrderRole.Exit) => ExitShape.Market,
                (null, { Type: OrderType.Limit } t, _) when !ClientOrderIds.IsLimitFallback(t.ClientOrderId) => ExitShape.Take,
                _ => null,
            },
            Quantity = any.RemainingQuantity,
            Target = target?.Price,
            StopPrice = stop?.StopPrice,
            StopLimit = stop?.Price,
            Reference = any.Reference,
            IsList = any.OrderListId is not null,
            HasExecuted = any.ExecutedQuantity > 0m,
        };
    }
}
