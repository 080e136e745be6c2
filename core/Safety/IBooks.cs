using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Core.Safety;

/// <summary>
/// What the exchange itself has on its books for one symbol and its wallet. The safety properties are judged on this, not on our own state.
/// </summary>
public interface IBooks
{
    /// <summary>Orders that can still execute, and legs of lists that wait for their working order.</summary>
    ImmutableArray<OrderReport> OpenOrders { get; }

    /// <summary>All orders ever taken, oldest first.</summary>
    ImmutableArray<OrderReport> Orders { get; }

    /// <summary>All executions, oldest first.</summary>
    ImmutableArray<Fill> Fills { get; }

    /// <summary>Base asset held and owed.</summary>
    Balance Base { get; }

    /// <summary>Quote asset held and owed.</summary>
    Balance Quote { get; }

    /// <summary>Last price, quote per base.</summary>
    decimal LastPrice { get; }
}
