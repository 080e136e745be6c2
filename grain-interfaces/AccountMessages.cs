using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.GrainInterfaces;

/// <summary>A loan or a repayment that a position has stored as an intent.</summary>
[GenerateSerializer, Immutable, Alias("Executor.LoanRequest")]
public sealed record LoanRequest
{
    /// <summary>Symbol it is for.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>Trade it is for.</summary>
    [Id(1)] public required string TradeKey { get; init; }

    /// <summary>The wallet.</summary>
    [Id(2)] public required TradingAccount Account { get; init; }

    /// <summary>Direction.</summary>
    [Id(3)] public required LoanKind Kind { get; init; }

    /// <summary>Asset in capitals.</summary>
    [Id(4)] public required string Asset { get; init; }

    /// <summary>Above 0.</summary>
    [Id(5)] public required decimal Amount { get; init; }

    /// <summary>
    /// What other symbols owed in <see cref="Asset"/> when this was decided. A repayment that was worked out from other figures than the
    /// account's own is refused: it could pay what others still need.
    /// </summary>
    [Id(6)] public required decimal OwedByOthers { get; init; }

    /// <summary>Not sent after this time, UTC: later its sender may have looked for it and found it absent.</summary>
    [Id(7)] public required DateTimeOffset SendBefore { get; init; }
}

/// <summary>What became of a <see cref="LoanRequest"/>.</summary>
public enum LoanOutcome
{
    /// <summary>Carried out.</summary>
    Accepted,

    /// <summary>Proven not to have been carried out.</summary>
    Rejected,

    /// <summary>It may have been carried out: look before anything is sent again.</summary>
    Unknown,
}

/// <summary>Answer to a <see cref="LoanRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.LoanAnswer")]
public sealed record LoanAnswer
{
    /// <summary>What became of it.</summary>
    [Id(0)] public required LoanOutcome Outcome { get; init; }

    /// <summary>The exchange's code for <see cref="LoanOutcome.Rejected"/>; <see cref="ErrorCodes.LoanPending"/> when the account did not send it.</summary>
    [Id(1)] public int Code { get; init; }

    /// <summary>Why; empty when accepted.</summary>
    [Id(2)] public string Reason { get; init; } = string.Empty;
}

/// <summary>What a position owes, as it has stored it.</summary>
[GenerateSerializer, Immutable, Alias("Executor.DebtReport")]
public sealed record DebtReport
{
    /// <summary>The symbol.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>Trade that owes; null: nothing is owed.</summary>
    [Id(1)] public string? TradeKey { get; init; }

    /// <summary>Asset owed; null: nothing is owed.</summary>
    [Id(2)] public string? Asset { get; init; }

    /// <summary>Principal outstanding; 0 or more.</summary>
    [Id(3)] public decimal Principal { get; init; }

    /// <summary>True while a loan or a repayment of this symbol has no settled outcome.</summary>
    [Id(4)] public bool IsUnsettled { get; init; }

    /// <summary>True from the exchange's liquidation of this symbol on until it is released: nothing is entered on the account meanwhile.</summary>
    [Id(5)] public bool IsLiquidated { get; init; }
}

/// <summary>What an account owes for other symbols than the one that asks.</summary>
[GenerateSerializer, Immutable, Alias("Executor.AccountStatement")]
public sealed record AccountStatement
{
    /// <summary>Principal by asset, the least it can be: what is being borrowed is left out, what is being repaid is taken off.</summary>
    [Id(0)] public ImmutableArray<DebtOfOthers> Debts { get; init; } = [];

    /// <summary>A symbol whose loan or repayment has no settled outcome; null: the figures are exact.</summary>
    [Id(1)] public string? Unsettled { get; init; }

    /// <summary>Another symbol of the account that the exchange has liquidated and nobody has released; null: none.</summary>
    [Id(2)] public string? Liquidated { get; init; }
}

/// <summary>Principal that other symbols owe in one asset.</summary>
[GenerateSerializer, Immutable, Alias("Executor.DebtOfOthers")]
public sealed record DebtOfOthers
{
    /// <summary>Asset in capitals.</summary>
    [Id(0)] public required string Asset { get; init; }

    /// <summary>Principal; above 0.</summary>
    [Id(1)] public required decimal Principal { get; init; }
}
