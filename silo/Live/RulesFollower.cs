using Executor.Exchange;
using Executor.Exchange.Rules;
using Executor.GrainInterfaces;
using Executor.Silo.Hosting;

namespace Executor.Silo.Live;

/// <summary>
/// Has the rules of the whole roster read together, before a position comes here that needs them, and a position look at the exchange as soon as those of
/// its symbol are others: the look goes on with the new ones.
/// </summary>
internal sealed class RulesFollower(
    Roster roster, BinanceExchange exchange, RulesCache rules, RulesWatch watch, IGrainFactory grains, ILogger<RulesFollower> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(watch.RunAsync(TellAsync, stoppingToken), FollowAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var now in roster.FollowAsync(stopping).ConfigureAwait(false))
        {
            rules.Follow([.. now.Symbols]);
            await PrepareAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <summary>A silo without a position would read them when one is taken over, while that position waits.</summary>
    private async Task PrepareAsync(CancellationToken stopping)
    {
        try
        {
            await exchange.PrepareAsync(stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            logger.RulesNotPrepared(exception.Message);
        }
    }

    private Task TellAsync(string symbol, CancellationToken cancellationToken) =>
        roster.Find(symbol) is null ? Task.CompletedTask : grains.GetGrain<IPositionGrain>(symbol).LookAsync(cancellationToken);
}
