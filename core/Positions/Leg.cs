namespace Executor.Core.Positions;

/// <summary>Where an order of a trade belongs. Legs are closed in this order when an execution is not theirs alone.</summary>
public enum Slot
{
    /// <summary>The entry order.</summary>
    Entry,

    /// <summary>The leg that closes at the first target.</summary>
    Target1,

    /// <summary>The leg that closes at the second target.</summary>
    Target2,

    /// <summary>The leg that is left for the trail; before the legs exist, the stop for what has filled.</summary>
    Runner,

    /// <summary>Loans and repayments, and the order that buys what a repayment lacks.</summary>
    Loan,
}

/// <summary>What a leg is doing.</summary>
public enum LegPhase
{
    /// <summary>Under its stop, waiting for its target.</summary>
    Open,

    /// <summary>Its target has traded and is being taken (style <c>legs</c>).</summary>
    TakingProfit,

    /// <summary>Leaves at market.</summary>
    Leaving,

    /// <summary>Nothing of it is left.</summary>
    Closed,
}

/// <summary>One part of the position.</summary>
public sealed record Leg
{
    /// <summary>Which part; never <see cref="Slot.Entry"/>.</summary>
    public required Slot Slot { get; init; }

    /// <summary>Base quantity given to it.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Base quantity of it that has been closed.</summary>
    public decimal ClosedQuantity { get; init; }

    /// <summary>What it is doing.</summary>
    public LegPhase Phase { get; init; }

    /// <summary>Take-profit price, traded quote; null: none.</summary>
    public decimal? Target { get; init; }

    /// <summary>Trigger price wanted for its stop, traded quote.</summary>
    public required decimal StopPrice { get; init; }

    /// <summary>The trigger price that the exchange accepted last; null before the first.</summary>
    public decimal? RestedStop { get; init; }

    /// <summary>True when its take-profit rested and was ended by somebody else, until another rests.</summary>
    public bool IsTargetLost { get; init; }

    /// <summary>Why it leaves at market; null while it does not.</summary>
    public string? LeavingCause { get; init; }

    /// <summary>Base quantity still to be closed.</summary>
    public decimal OpenQuantity => Quantity - ClosedQuantity;
}

/// <summary>What is remembered about a slot beside its orders.</summary>
public sealed record SlotRecord
{
    /// <summary>The slot.</summary>
    public required Slot Slot { get; init; }

    /// <summary>Requests of this slot that are settled: the number in the next client order id. A request proven never to have
    /// reached the exchange does not count, so its repetition carries the same id.</summary>
    public int Revision { get; init; }

    /// <summary>Refusals in a row.</summary>
    public int Refusals { get; init; }

    /// <summary>When the first of them happened; null: none.</summary>
    public DateTimeOffset? FirstRefusalAt { get; init; }

    /// <summary>Nothing new is tried before this time; null: at once.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>True when a refused cancel waits for the next look, which ends the wait before <see cref="RetryAt"/>.</summary>
    public bool AwaitsLook { get; init; }

    /// <summary>True when the exchange refused to amend here: a shrinking order is replaced instead.</summary>
    public bool AmendRefused { get; init; }
}
