using Executor.Exchange.Rules;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live;

/// <summary>Has a position look at the exchange as soon as the rules of its symbol are others: the look goes on with the new ones.</summary>
internal sealed class RulesFollower(SiloSettings settings, RulesWatch rules, IGrainFactory grains) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => rules.RunAsync(TellAsync, stoppingToken);

    private Task TellAsync(string symbol, CancellationToken cancellationToken) => settings.Symbols.Any(setup => setup.Symbol == symbol)
        ? grains.GetGrain<IPositionGrain>(symbol).LookAsync(cancellationToken)
        : Task.CompletedTask;
}
