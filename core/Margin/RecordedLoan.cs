namespace Executor.Core.Margin;

/// <summary>What the original borrowed before an entry (behaviour 10.3): the recorded rule. Positions borrow by <see cref="LoanAmount"/>, which has
/// a step for every asset and never leaves a loan out (W49).</summary>
/// <param name="Amount">To be borrowed; 0: nothing.</param>
/// <param name="SkipReason">Why nothing is although something lacks or should have been asked for; null otherwise.</param>
public readonly record struct RecordedLoan(decimal Amount, string? SkipReason)
{
    /// <summary>The original's reason for leaving a loan of the quote asset out.</summary>
    public const string MissingQuoteStep = "missing_quote_step_size";

    /// <summary>Its reason when there is nothing to borrow for.</summary>
    public const string NothingNeeded = "needed<=0";

    /// <summary>Its reason when no asset is named.</summary>
    public const string MissingAsset = "missing_borrow_asset";

    private const decimal BitcoinStep = 0.000001m;

    /// <summary>Decides one loan.</summary>
    /// <param name="asset">Asset to be borrowed, in capitals; empty: not named.</param>
    /// <param name="baseAsset">Base asset of the symbol.</param>
    /// <param name="quoteAsset">Quote asset of the symbol.</param>
    /// <param name="need">Amount needed.</param>
    /// <param name="free">Amount at hand.</param>
    /// <param name="step">Step from plan or settings; null or not above 0: none.</param>
    public static RecordedLoan Of(string asset, string baseAsset, string quoteAsset, decimal need, decimal free, decimal? step)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (asset.Length == 0)
        {
            return new RecordedLoan(0m, MissingAsset);
        }

        if (need <= 0m)
        {
            return new RecordedLoan(0m, NothingNeeded);
        }

        if (free >= need)
        {
            return new RecordedLoan(0m, null);
        }

        var known = step > 0m ? step : asset == baseAsset && asset == "BTC" ? BitcoinStep : null;
        return known is null && asset == quoteAsset
            ? new RecordedLoan(0m, MissingQuoteStep)
            : new RecordedLoan(LoanAmount.Of(need, free, known), null);
    }
}
