namespace Executor.Core.Exchange;

/// <summary>Binance error codes and texts the core reacts to. Source: Binance spot API, errors; texts are matched by prefix.</summary>
public static class ErrorCodes
{
    /// <summary>Refused before the matching engine (filters).</summary>
    public const int FilterFailure = -1013;

    /// <summary>Order rejected by the matching engine; the text says why.</summary>
    public const int NewOrderRejected = -2010;

    /// <summary>Cancel rejected, usually <see cref="UnknownOrder"/>.</summary>
    public const int CancelRejected = -2011;

    /// <summary>One half of a cancelReplace succeeded.</summary>
    public const int CancelReplacePartiallyFailed = -2021;

    /// <summary>Neither half of a cancelReplace succeeded.</summary>
    public const int CancelReplaceFailed = -2022;

    /// <summary>Amend rejected; the order is unchanged.</summary>
    public const int AmendRejected = -2038;

    /// <summary>The account may not borrow so much.</summary>
    public const int BorrowLimit = -3006;

    /// <summary>Another loan or repayment of the account is under way: nothing was done.</summary>
    public const int LoanPending = -3007;

    /// <summary>Less than the exchange takes as a repayment: nothing was done.</summary>
    public const int RepayTooSmall = -3016;

    /// <summary>What would be left of the debt is too small: nothing was done.</summary>
    public const int RestTooSmall = -3024;

    /// <summary>Repayment above what is owed: nothing was done.</summary>
    public const int RepayExceedsDebt = -3015;

    /// <summary>The exchange has nothing to lend at present: nothing was done.</summary>
    public const int NothingToLend = -3045;

    /// <summary>The client order id belongs to an open order.</summary>
    public const string DuplicateOrder = "Duplicate order sent.";

    /// <summary>There is no such open order.</summary>
    public const string UnknownOrder = "Unknown order sent.";

    /// <summary>Free balance does not cover the lock.</summary>
    public const string InsufficientBalance = "Account has insufficient balance for requested action.";

    /// <summary>The stop price lies on the wrong side of the last price.</summary>
    public const string WouldTriggerImmediately = "Order would trigger immediately.";

    /// <summary>A maker order crosses the book.</summary>
    public const string WouldMatchImmediately = "Order would immediately match and take.";

    /// <summary>Name of the filter that says how many stops may rest on a symbol, or on all symbols; part of the text of a refusal.</summary>
    public const string TooManyStops = "MAX_NUM_ALGO_ORDERS";

    /// <summary>The prices of an OCO do not enclose the last price.</summary>
    public const string PriceRelation = "The relationship of the prices for the orders is not correct.";

    /// <summary>The symbol does not trade.</summary>
    public const string MarketClosed = "Market is closed.";
}
