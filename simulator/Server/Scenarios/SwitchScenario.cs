namespace Executor.Simulator.Server.Scenarios;

/// <summary>
/// Questions that the exchange's documentation leaves open, or on which its pages disagree. The defaults are what third parties observed, or
/// the likelier reading.
/// </summary>
public sealed record SwitchScenario
{
    /// <summary>An unknown key answers -2008. Default: -2015.</summary>
    public bool UnknownKeyHasOwnCode { get; init; }

    /// <summary>A query by the original client id still finds a cancelled order. False: it answers -2013.</summary>
    public bool CancelledOrdersKeepTheirName { get; set; } = true;

    /// <summary>A cancelReplace that fails on a filter answers with the filter's code. False: -2022.</summary>
    public bool ReplaceReportsFilter { get; set; } = true;

    /// <summary>A cancel whose two ids disagree answers -2039. False: -2011.</summary>
    public bool MismatchedIdsHaveOwnCode { get; set; } = true;

    /// <summary>A stop that triggers announces itself with a further NEW event.</summary>
    public bool AnnounceTrigger { get; init; }

    /// <summary>An isolated account above its limit answers -11008. False: -3006.</summary>
    public bool IsolatedLimitHasOwnCode { get; init; }

    /// <summary>A margin order that funds do not cover answers -3041. False: -2010.</summary>
    public bool ShortMarginFundsHaveOwnCode { get; init; }

    /// <summary>Margin OTO and OTOCO take AUTO_BORROW_REPAY.</summary>
    public bool MarginListsMayRepay { get; init; }

    /// <summary>A margin order below the least notional answers -20204. False: -1013.</summary>
    public bool MarginNotionalHasOwnCode { get; init; }

    /// <summary>A 429 of the margin order count carries Retry-After.</summary>
    public bool MarginOrderLimitHasRetryAfter { get; init; }

    /// <summary>maxBorrowable costs 750 of the account's weight. False: 50 of the address's.</summary>
    public bool MaxBorrowableCostsUidWeight { get; set; } = true;

    /// <summary>Times of listen tokens are in microseconds.</summary>
    public bool ListenTokenTimesInMicroseconds { get; init; }
}
