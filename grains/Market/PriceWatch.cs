using Executor.Core.Market;

namespace Executor.Grains.Market;

/// <summary>Prices at which somebody wants to be called; null: none on that side.</summary>
internal readonly record struct PriceWatch(decimal? AtOrBelow, decimal? AtOrAbove)
{
    public static PriceWatch None { get; }

    public bool IsReached(Quote quote) => quote.Last <= AtOrBelow || quote.Last >= AtOrAbove;
}
