using Executor.Exchange.Rules;
using Executor.GrainInterfaces;
using Executor.Silo.Hosting;

namespace Executor.Silo.Live;

/// <summary>
/// Has the rules of the whole roster read together, and a position look at the exchange as soon as those of its symbol are others: the look goes on with
/// the new ones.
/// </summary>
internal sealed class RulesFollower(Roster roster, RulesCache rules, RulesWatch watch, IGrainFactory grains) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(watch.RunAsync(TellAsync, stoppingToken), FollowAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var now in roster.FollowAsync(stopping).ConfigureAwait(false))
            rules.Follow([.. now.Symbols]);
    }

    private Task TellAsync(string symbol, CancellationToken cancellationToken) =>
        roster.Find(symbol) is null ? Task.CompletedTask : grains.GetGrain<IPositionGrain>(symbol).LookAsync(cancellationToken);
}
