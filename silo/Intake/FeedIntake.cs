using System.Collections.Frozen;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>
/// Follows the feed file of every symbol that has one. A symbol in trouble does not stop the others. In a cluster the file may be with another silo: it is
/// waited for, and the bars that the other one brings are enough to judge a signal here.
/// </summary>
internal sealed class FeedIntake(
    SiloSettings settings, IFeedMarkets markets, IGrainFactory grains, FrozenDictionary<string, SymbolGates> gates, MarketHistories histories,
    LineTailerOptions options, TimeProvider clock, ILogger<FeedIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from setup in settings.Symbols
        let feed = SymbolFiles.Of(setup, settings).Feed
        where feed is not null
        select FollowAsync(setup, feed, stoppingToken));

    private Task FollowAsync(SymbolSetup setup, string feed, CancellationToken stopping)
    {
        if (setup.Inputs is SymbolInputs.Files)
            gates[setup.Symbol].OpenFeed();
        var following = PerSymbol.RunAsync(setup.Symbol, FollowAsync, clock, logger, stopping);
        return settings.Live is null || settings.Storage.Profile == StorageProfile.Local || File.Exists(feed)
            ? following
            : Task.WhenAll(following, PerSymbol.RunAsync(setup.Symbol, ElsewhereAsync, clock, logger, stopping));

        Task FollowAsync(CancellationToken stopping)
        {
            var follower = new FeedFollower(setup, feed, markets.Of(setup), grains, gates[setup.Symbol], options, clock, logger);
            histories.Add(setup.BarsOf, follower.History);
            return follower.RunAsync(stopping);
        }

        Task ElsewhereAsync(CancellationToken stopping) =>
            BarsElsewhere.WaitAsync(grains.GetGrain<IMarketGrain>(setup.BarsOf), gates[setup.Symbol], clock, stopping);
    }
}
