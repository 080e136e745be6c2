using System.Collections.Immutable;

namespace Executor.Core.Market;

/// <summary>What the tolerant loader made of a feed.</summary>
/// <param name="Bars">The usable rows, sorted by time; rows of equal time keep their order.</param>
/// <param name="RowsDropped">Rows without a readable time or price, or with too many cells.</param>
/// <param name="Problem">Why there is no table at all; null when there is one.</param>
public sealed record LoadedFeed(ImmutableArray<Bar> Bars, int RowsDropped, string? Problem)
{
    /// <summary>The bars as a series.</summary>
    public BarSeries Series => new(Bars.AsMemory());
}
