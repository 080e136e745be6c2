using System.Collections.Immutable;
using Executor.Core.Market;

namespace Executor.GrainInterfaces;

/// <summary>Holds the last bars and the best prices of a symbol, and tells its position when a watched price is reached. Not durable:
/// the feed fills it again. Key: the symbol, in capitals.</summary>
[Alias("Executor.IMarketGrain")]
public interface IMarketGrain : IGrainWithStringKey
{
    /// <summary>Adds rows of the feed; rows at or before the newest known one are ignored.</summary>
    [Alias("AppendBars")]
    Task AppendBarsAsync([Immutable] ImmutableArray<Bar> bars, CancellationToken cancellationToken);

    /// <summary>Takes new best prices; returns when a position that watched for them has reacted.</summary>
    [Alias("Quote")]
    Task QuoteAsync(Quote quote, CancellationToken cancellationToken);

    /// <summary>Asks for one call of <see cref="IPositionGrain.PriceReachedAsync"/> with the first quote from now on whose last price is at
    /// or beyond a level; replaces what was asked before. Null: no level on that side.</summary>
    [Alias("Watch")]
    Task WatchAsync(decimal? atOrBelow, decimal? atOrAbove, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="bars"/> rows and the best prices.</summary>
    [Alias("GetSnapshot")]
    Task<MarketSnapshot> GetSnapshotAsync(int bars, CancellationToken cancellationToken);
}
