using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Replay.Checks;

/// <summary>
/// What the exchange itself has on its books for one symbol. The safety properties are judged on this, not on our own state.
/// </summary>
internal interface IBooks
{
    /// <summary>Orders that can still execute.</summary>
    ImmutableArray<OrderReport> OpenOrders { get; }

    /// <summary>All orders ever taken, oldest first.</summary>
    ImmutableArray<OrderReport> Orders { get; }

    /// <summary>All executions, oldest first.</summary>
    ImmutableArray<Fill> Fills { get; }

    /// <summary>Base held, free and locked.</summary>
    decimal BaseTotal { get; }

    /// <summary>Last price.</summary>
    decimal LastPrice { get; }
}
