using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.History;

/// <summary>One thing that happened on the books of the exchange. What does not belong to its kind is null.</summary>
/// <param name="Number">Counts from 1 over all customers, without gaps.</param>
/// <param name="At">When, by the venue's clock, UTC.</param>
/// <param name="Kind">What it tells.</param>
public sealed record HistoryRow(long Number, DateTimeOffset At, HistoryKind Kind)
{
    /// <summary>Whose books; null for markets.</summary>
    public string? Customer { get; init; }

    /// <summary>Kind of account; null for markets and resets.</summary>
    public TradingAccount? Account { get; init; }

    /// <summary>The pair of an isolated account; null for every other.</summary>
    public string? Pair { get; init; }

    /// <summary>Rules of a market as they hold from now on.</summary>
    public SymbolRules? Rules { get; init; }

    /// <summary>Last price of the market of an order, or of the market whose rules are told; quote per base.</summary>
    public decimal? Price { get; init; }

    /// <summary>What happened to an order.</summary>
    public ExecutionKind? Change { get; init; }

    /// <summary>The order after the change.</summary>
    public OrderReport? Order { get; init; }

    /// <summary>The execution that it announces.</summary>
    public Fill? Fill { get; init; }

    /// <summary>A loan or a repayment.</summary>
    public LoanRecord? Loan { get; init; }

    /// <summary>Amounts, absolute.</summary>
    public ImmutableArray<Balance>? Balances { get; init; }

    /// <summary>Asset of funds that came or went.</summary>
    public string? Asset { get; init; }

    /// <summary>Amount of funds; below 0: they went.</summary>
    public decimal? Delta { get; init; }
}
