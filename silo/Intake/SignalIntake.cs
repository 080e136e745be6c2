using System.Collections.Frozen;
using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>Follows the signal log of every symbol that has one. A symbol in trouble does not stop the others.</summary>
internal sealed class SignalIntake(
    SiloSettings settings, IGrainFactory grains, FrozenDictionary<string, SymbolGates> gates, LineTailerOptions options, TimeProvider clock,
    ILogger<SignalIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from setup in settings.Symbols
        let path = SymbolFiles.Of(setup, settings).SignalLog
        where path is not null
        let follower = new SignalFollower(setup, path, grains, gates[setup.Symbol], options, clock, logger)
        select PerSymbol.RunAsync(setup.Symbol, follower.RunAsync, clock, logger, stoppingToken));
}
