using System.Collections.Frozen;
using Executor.Silo.Configuration;
using Executor.Silo.Paper;

namespace Executor.Silo.Intake;

/// <summary>Follows the feed of every symbol. A symbol in trouble does not stop the others.</summary>
internal sealed class FeedIntake(
    SiloSettings settings, PaperMarket market, IGrainFactory grains, FrozenDictionary<string, SymbolGates> gates, LineTailerOptions options,
    TimeProvider clock, ILogger<FeedIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(settings.Symbols.Select(Follow(stoppingToken)));

    private Func<SymbolSetup, Task> Follow(CancellationToken stopping) => setup =>
    {
        var feed = SymbolFiles.Of(setup, settings).Feed;
        if (setup.Inputs is SymbolInputs.Files)
            gates[setup.Symbol].OpenFeed();
        return PerSymbol.RunAsync(
            setup.Symbol,
            stopping => new FeedFollower(setup, feed, market, grains, gates[setup.Symbol], options, clock, logger).RunAsync(stopping),
            clock, logger, stopping);
    };
}
