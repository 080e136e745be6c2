using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Grains.Account;

/// <summary>What one wallet owes, and for whom. One debt and one pending request a symbol at most.</summary>
public sealed record AccountState
{
    /// <summary>Debts of trades.</summary>
    public ImmutableArray<AccountDebt> Debts { get; init; } = [];

    /// <summary>Loans and repayments that were or are being sent and whose outcome is not settled.</summary>
    public ImmutableArray<PendingLoan> Pending { get; init; } = [];

    /// <summary>Symbols that the exchange has liquidated and that nobody has released: nothing is entered on the account (P37).</summary>
    public ImmutableArray<string> Liquidated { get; init; } = [];
}

/// <summary>What a trade owes.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="TradeKey">Key of the trade.</param>
/// <param name="Asset">Asset in capitals.</param>
/// <param name="Principal">Above 0.</param>
public sealed record AccountDebt(string Symbol, string TradeKey, string Asset, decimal Principal);

/// <summary>A loan or a repayment without a settled outcome.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="TradeKey">Key of the trade.</param>
/// <param name="Kind">Direction.</param>
/// <param name="Asset">Asset in capitals.</param>
/// <param name="Amount">Above 0.</param>
/// <param name="At">When it was about to be sent, UTC.</param>
public sealed record PendingLoan(string Symbol, string TradeKey, LoanKind Kind, string Asset, decimal Amount, DateTimeOffset At);
