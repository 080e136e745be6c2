using System.Collections.Immutable;

namespace Executor.Simulator.Engine.Margin;

/// <summary>How the exchange lends and liquidates.</summary>
public sealed record MarginOptions
{
    /// <summary>Terms of single assets.</summary>
    public ImmutableDictionary<string, LoanTerms> Terms { get; init; } = ImmutableDictionary<string, LoanTerms>.Empty;

    /// <summary>Terms of every other asset.</summary>
    public LoanTerms OtherTerms { get; init; } = new();

    /// <summary>How long a loan or a repayment that was asked for blocks the account for the next one (-3007). 0 or more.</summary>
    public TimeSpan LoanProcessing { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A loan must leave a margin level of at least this; above 1. Three times the own funds: 1.5.</summary>
    public decimal BorrowLevel { get; init; } = 1.5m;

    /// <summary>At or below this margin level the exchange liquidates; 1 or more.</summary>
    public decimal LiquidationLevel { get; init; } = 1.1m;

    /// <summary>Below this margin level orders are refused (-3023); null: never.</summary>
    public decimal? OrderLevel { get; init; }

    /// <summary>What goes wrong with loans; default nothing.</summary>
    public ILoanFaults Faults { get; init; } = NoLoanFaults.Instance;

    /// <summary>Open question: an isolated account over its limit answers -11008. False: -3006, as a cross account.</summary>
    public bool IsolatedLimitHasOwnCode { get; init; }

    /// <summary>Open question: an order of a margin account that funds do not cover answers -3041. False: -2010, as on spot.</summary>
    public bool ShortFundsHaveOwnCode { get; init; }

    /// <summary>Open question: OTO and OTOCO take AUTO_BORROW_REPAY. False: they take MARGIN_BUY at most.</summary>
    public bool ListsMayRepay { get; init; }

    internal LoanTerms TermsOf(string asset) => Terms.GetValueOrDefault(asset) ?? OtherTerms;

    internal void Validate()
    {
        foreach (var (asset, terms) in Terms)
            terms.Validate(asset);
        OtherTerms.Validate(nameof(OtherTerms));
        ArgumentOutOfRangeException.ThrowIfLessThan(LoanProcessing, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BorrowLevel, 1m);
        ArgumentOutOfRangeException.ThrowIfLessThan(LiquidationLevel, 1m);
    }
}
