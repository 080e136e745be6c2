using System.Collections.Frozen;
using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>Follows the feed file of every symbol that has one. A symbol in trouble does not stop the others.</summary>
internal sealed class FeedIntake(
    SiloSettings settings, IFeedMarkets markets, IGrainFactory grains, FrozenDictionary<string, SymbolGates> gates, LineTailerOptions options,
    TimeProvider clock, ILogger<FeedIntake> logger) : BackgroundService
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
        return PerSymbol.RunAsync(
            setup.Symbol,
            stopping => new FeedFollower(setup, feed, markets.Of(setup), grains, gates[setup.Symbol], options, clock, logger).RunAsync(stopping),
            clock, logger, stopping);
    }
}
