using System.Collections.Immutable;

namespace Executor.Simulator.Engine;

/// <summary>
/// An OCO: two orders of which one expires when the other executes or triggers. Or a working order with one such pair or one single order
/// that waits for it (OTO, OTOCO, OPO, OPOCO).
/// </summary>
internal sealed class OrderList(long id, string symbol, string clientOrderId)
{
    public long Id { get; } = id;
    public string Symbol { get; } = symbol;
    public string ClientOrderId { get; } = clientOrderId;
    public List<Order> Legs { get; } = new(3);

    /// <summary>The order whose execution the others wait for; null in an OCO.</summary>
    public Order? Working { get; set; }

    /// <summary>True when what the working order buys becomes the quantity of the pending orders.</summary>
    public bool IsPaidByWorking { get; init; }

    /// <summary>Base the working order has bought for the pending orders, net of commission.</summary>
    public decimal Collected { get; set; }

    /// <summary>When it began or a leg ended, UTC.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public bool IsLive => Legs.Exists(leg => leg.IsLive);

    /// <summary>Both legs of an OCO; else the orders that wait or waited.</summary>
    public IEnumerable<Order> Pending => Legs.Where(leg => leg != Working);

    /// <summary>Live orders that share their quantity with <paramref name="order"/>, itself included.</summary>
    public IEnumerable<Order> SharersOf(Order order) => order == Working ? [order] : Pending.Where(leg => leg.IsLive);

    /// <summary>Its orders by their present names.</summary>
    public ImmutableArray<ListLeg> Names => [.. Legs.Select(leg => new ListLeg(leg.Id, leg.CancelId ?? leg.ClientOrderId))];

    public ListState ToState() => new(Id, Symbol, ClientOrderId, Legs[0].Account.Key)
    {
        WorkingOrderId = Working?.Id,
        IsPaidByWorking = IsPaidByWorking,
        Collected = Collected,
        ChangedAt = ChangedAt,
    };
}
