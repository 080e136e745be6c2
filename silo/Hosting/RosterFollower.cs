using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>Tells the fleet which symbols this silo is configured with, then asks it again and again who is traded.</summary>
internal sealed class RosterFollower(SiloSettings settings, Roster roster, IGrainFactory grains, TimeProvider clock, ILogger<RosterFollower> logger)
    : BackgroundService
{
    /// <summary>How late a silo hears of a change. Entries do not depend on it: each of them asks the fleet.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var fleet = grains.GetGrain<IFleetGrain>(0);
        var backoff = new Backoff(clock);
        while (true)
        {
            try
            {
                roster.Apply(roster.IsTold
                    ? await fleet.GetSymbolsAsync(stoppingToken).ConfigureAwait(false)
                    : await fleet.SetRosterAsync([.. settings.Symbols.Select(setup => setup.Symbol)], stoppingToken).ConfigureAwait(false));
                backoff.Reset();
                await Task.Delay(AskEvery, clock, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (backoff.IsFirst)
                    logger.FleetNotReached(exception);
                await backoff.WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
    }
}
