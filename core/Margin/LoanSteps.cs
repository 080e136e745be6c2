using System.Collections.Immutable;

namespace Executor.Core.Margin;

/// <summary>The steps to which loans are rounded up, as the settings give them (behaviour 10.3).</summary>
public sealed record LoanSteps
{
    /// <summary>Nothing is set.</summary>
    public static LoanSteps None { get; } = new();

    /// <summary>ASSET_STEP_SIZES and the settings that name one asset: step by asset in capitals, above 0.</summary>
    public ImmutableSortedDictionary<string, decimal> ByAsset { get; init; } = ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>QUOTE_STEP: step of the quote asset, above 0; null: not set.</summary>
    public decimal? Quote { get; init; }

    /// <summary>Step of <paramref name="asset"/>; null: none is known.</summary>
    /// <param name="asset">Asset to be borrowed, in capitals.</param>
    /// <param name="baseAsset">Base asset of the symbol.</param>
    /// <param name="quoteAsset">Quote asset of the symbol.</param>
    /// <param name="lotStep">Lot step of the symbol, above 0: the step of its base; null: not known.</param>
    public decimal? Of(string asset, string baseAsset, string quoteAsset, decimal? lotStep) =>
        ByAsset.TryGetValue(asset, out var step) ? step
        : asset == baseAsset ? lotStep
        : asset == quoteAsset ? Quote
        : null;
}
