using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Something the exchange tells its customer, in the order it happened.</summary>
/// <param name="Account">Account it concerns.</param>
/// <param name="At">When, UTC.</param>
public abstract record EngineEvent(AccountKey Account, DateTimeOffset At)
{
    /// <summary>An order changed.</summary>
    /// <param name="Order">The order after the change.</param>
    /// <param name="Kind">What happened to it.</param>
    /// <param name="Fill">The execution it announces; null for everything else.</param>
    /// <param name="ExecutionId">Number of the change on its market.</param>
    /// <param name="PreviousName">Its client order id before a cancel or an amendment renamed it; else null.</param>
    /// <param name="At">When, UTC.</param>
    public sealed record OrderChanged(
        OrderState Order, ExecutionKind Kind, Fill? Fill, long ExecutionId, string? PreviousName, DateTimeOffset At)
        : EngineEvent(Order.Account, At);

    /// <summary>An order list began, lost or renamed a leg, or ended.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Kind">What happened to it.</param>
    /// <param name="Legs">Its orders, the working one first.</param>
    /// <param name="At">When, UTC.</param>
    public sealed record ListChanged(ListState List, ListChange Kind, ImmutableArray<ListLeg> Legs, DateTimeOffset At)
        : EngineEvent(List.Account, At);
}

/// <summary>What happened to an order. Source: Binance user data stream, execution types.</summary>
public enum ExecutionKind
{
    /// <summary>It was accepted, or woke up (<c>NEW</c>).</summary>
    New,

    /// <summary>It was cancelled (<c>CANCELED</c>).</summary>
    Canceled,

    /// <summary>It was amended (<c>REPLACED</c>).</summary>
    Replaced,

    /// <summary>A part of it executed (<c>TRADE</c>).</summary>
    Trade,

    /// <summary>The exchange ended it (<c>EXPIRED</c>).</summary>
    Expired,
}

/// <summary>What happened to an order list. Source: Binance user data stream, <c>listStatus</c>.</summary>
public enum ListChange
{
    /// <summary>It was accepted (<c>EXEC_STARTED</c>).</summary>
    Started,

    /// <summary>A leg was renamed (<c>UPDATED</c>).</summary>
    Updated,

    /// <summary>No leg is live any more (<c>ALL_DONE</c>).</summary>
    Done,
}

/// <summary>An order of a list.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="ClientOrderId">Its present name.</param>
public sealed record ListLeg(long OrderId, string ClientOrderId);
