using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Executor.Grains.Market;

/// <summary>
/// Bars and prices of one symbol; what is dated in the future is not taken, since nothing would be newer for long after. Reentrant: while it waits for a position to react to a price, that position asks it what the market shows.
/// </summary>
[GrainType("market")]
[HashBasedPlacement]
[KeepAlive]
[Reentrant]
internal sealed class MarketGrain(SteadyClock clock, ILogger<MarketGrain> logger) : Grain, IMarketGrain
{
    /// <summary>Bars kept; more than a day of minutes.</summary>
    public const int BarCapacity = 2000;

    private readonly BarRing _bars = new(BarCapacity);
    private Quote? _quote;
    private PriceWatch _watch;
    private int _watchVersion;

    public Task AppendBarsAsync(ImmutableArray<Bar> bars, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        _bars.Add([.. bars.Where(bar => !ClockTolerance.IsBeyond(bar.Time, now))]);
        return Task.CompletedTask;
    }

    public async Task QuoteAsync(Quote quote, CancellationToken cancellationToken)
    {
        if (quote.At < _quote?.At || ClockTolerance.IsBeyond(quote.At, clock.UtcNow))
            return;

        _quote = quote;
        if (!_watch.IsReached(quote))
            return;

        var reached = _watch;
        var version = Replace(PriceWatch.None); // one call: the position asks again for what it still wants
        var symbol = this.GetPrimaryKeyString();
        try
        {
            await GrainFactory.GetGrain<IPositionGrain>(symbol).PriceReachedAsync(quote, cancellationToken);
        }
        catch (Exception exception) // the market goes on without the position; the feed is not to blame
        {
            logger.WatchCallFailed(exception, symbol);
            if (version == _watchVersion)
                Replace(reached);
        }
    }

    public Task WatchAsync(decimal? atOrBelow, decimal? atOrAbove, CancellationToken cancellationToken)
    {
        Replace(new PriceWatch(atOrBelow, atOrAbove));
        return Task.CompletedTask;
    }

    public Task<MarketSnapshot> GetSnapshotAsync(int bars, CancellationToken cancellationToken) => Task.FromResult(new MarketSnapshot
    {
        Bars = _bars.Newest(bars),
        Quote = _quote,
        WatchedAtOrBelow = _watch.AtOrBelow,
        WatchedAtOrAbove = _watch.AtOrAbove,
    });

    private int Replace(PriceWatch watch)
    {
        _watch = watch;
        return ++_watchVersion;
    }
}
