using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Ledger;

/// <summary>One order of a recorded trade with its executions.</summary>
public sealed record RecordedOrder
{
    /// <summary>Where it belonged.</summary>
    public required Slot Slot { get; init; }

    /// <summary>What it was for.</summary>
    public required OrderRole Role { get; init; }

    /// <summary>Direction.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>The id given at placement.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>The exchange's id.</summary>
    public required long OrderId { get; init; }

    /// <summary>Limit price; null where the type has none.</summary>
    public required decimal? Price { get; init; }

    /// <summary>Trigger price; null where the type has none.</summary>
    public required decimal? StopPrice { get; init; }

    /// <summary>Base quantity ordered.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Base executed; more than the fills add up to when not all of them became known.</summary>
    public required decimal ExecutedQuantity { get; init; }

    /// <summary>Last known status.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>When it was placed, UTC.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Its executions with their fees, in the order in which they became known.</summary>
    public required ImmutableArray<Fill> Fills { get; init; }

    /// <summary>Quote executed, by the known fills.</summary>
    public decimal QuoteQuantity => Fills.Sum(fill => fill.QuoteQuantity);

    /// <summary>Average price of the known fills; null: there are none.</summary>
    public decimal? AveragePrice => Fills.Sum(fill => fill.Quantity) is > 0m and var quantity ? QuoteQuantity / quantity : null;

    /// <summary>True when executions are missing that must have happened.</summary>
    public bool LacksFills => ExecutedQuantity > Fills.Sum(fill => fill.Quantity);

    /// <summary>The record of <paramref name="order"/>.</summary>
    public static RecordedOrder Of(TrackedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new RecordedOrder
        {
            Slot = order.Slot,
            Role = order.Role,
            Side = order.Side,
            Type = order.Type,
            ClientOrderId = order.ClientOrderId,
            OrderId = order.OrderId,
            Price = order.Price,
            StopPrice = order.StopPrice,
            Quantity = order.Quantity,
            ExecutedQuantity = order.ExecutedQuantity,
            Status = order.Status,
            PlacedAt = order.PlacedAt,
            Fills = order.Fills,
        };
    }
}
