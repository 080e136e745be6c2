namespace Executor.Core.Exchange;

/// <summary>What the exchange does about debts around an order on a margin account (<c>sideEffectType</c>). Spot orders carry
/// <see cref="None"/>.</summary>
public enum SideEffect
{
    /// <summary>Nothing: an order that free funds do not cover is refused.</summary>
    None,

    /// <summary>Borrows what is missing when the order is placed (<c>MARGIN_BUY</c>).</summary>
    Borrow,

    /// <summary>Repays with what the order receives (<c>AUTO_REPAY</c>).</summary>
    Repay,

    /// <summary>Both (<c>AUTO_BORROW_REPAY</c>).</summary>
    BorrowAndRepay,
}

/// <summary>Direction of a loan record.</summary>
public enum LoanKind
{
    /// <summary>Raises the debt.</summary>
    Borrow,

    /// <summary>Lowers the debt, interest first.</summary>
    Repay,
}

/// <summary>What became of a loan or a repayment.</summary>
public enum LoanStatus
{
    /// <summary>Accepted, not yet carried out.</summary>
    Pending,

    /// <summary>Carried out.</summary>
    Confirmed,

    /// <summary>Refused after it had been accepted.</summary>
    Failed,
}

/// <summary>One loan or repayment as the exchange records it.</summary>
/// <param name="TransactionId">The exchange's id (<c>tranId</c>), unique per account.</param>
/// <param name="Kind">Direction.</param>
/// <param name="Asset">Asset in capitals.</param>
/// <param name="Amount">Whole amount in <paramref name="Asset"/>, above 0.</param>
/// <param name="Principal">Part of it that is principal.</param>
/// <param name="Interest">Part of it that is interest.</param>
/// <param name="Status">What became of it.</param>
/// <param name="IsAutomatic">True when a side effect of an order or the exchange itself caused it.</param>
/// <param name="At">When, by the exchange's clock, UTC.</param>
public sealed record LoanRecord(
    long TransactionId, LoanKind Kind, string Asset, decimal Amount, decimal Principal, decimal Interest, LoanStatus Status, bool IsAutomatic, DateTimeOffset At);
