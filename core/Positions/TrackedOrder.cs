using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>What an order is for.</summary>
public enum OrderRole
{
    /// <summary>Opens the position.</summary>
    Entry,

    /// <summary>Takes profit at a target.</summary>
    Target,

    /// <summary>Protects.</summary>
    Stop,

    /// <summary>Leaves at market.</summary>
    Exit,
}

/// <summary>One order of a trade, as far as it is known.</summary>
public sealed record TrackedOrder
{
    /// <summary>Where it belongs.</summary>
    public required Slot Slot { get; init; }

    /// <summary>What it is for.</summary>
    public required OrderRole Role { get; init; }

    /// <summary>The id given at placement; empty while only <see cref="OrderId"/> is known.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>The exchange's id.</summary>
    public required long OrderId { get; init; }

    /// <summary>The list it is a leg of; null for a single order.</summary>
    public long? OrderListId { get; init; }

    /// <summary>Direction.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Limit price; null where the type has none.</summary>
    public decimal? Price { get; init; }

    /// <summary>Trigger price; null where the type has none.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Base quantity ordered.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Newest known status; never leaves a final one.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Base executed; never falls.</summary>
    public decimal ExecutedQuantity { get; init; }

    /// <summary>Executions known one by one; each trade id once.</summary>
    public ImmutableArray<Fill> Fills { get; init; } = [];

    /// <summary>Since when no look has shown it although it should live; null: the last look did, or none was made.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>True when it is missing and the exchange had nothing of it to cancel either.</summary>
    public bool IsCancelRefused { get; init; }

    /// <summary>When it was placed, UTC.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>True while it can still execute.</summary>
    [JsonIgnore]
    public bool IsLive => Status.IsLive();

    /// <summary>True for the exit of a list whose entry has not filled: it locks nothing and protects nothing.</summary>
    [JsonIgnore]
    public bool IsWaiting => Status == OrderStatus.PendingNew;

    /// <summary>Base quantity that can still execute; 0 when it is not live or waits for its entry.</summary>
    [JsonIgnore]
    public decimal RemainingQuantity => IsLive && !IsWaiting ? Quantity - ExecutedQuantity : 0m;

    /// <summary>Base executed according to <see cref="Fills"/>; less than <see cref="ExecutedQuantity"/> while executions are still to be read.</summary>
    [JsonIgnore]
    public decimal FilledQuantity => Fills.Sum(fill => fill.Quantity);

    /// <summary>Name for requests.</summary>
    [JsonIgnore]
    public OrderReference Reference => new(ClientOrderId, OrderId);
}
