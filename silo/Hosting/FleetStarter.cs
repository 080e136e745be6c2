using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>Tells the fleet its roster and wakes every position once; what does not answer is called again until it does.</summary>
internal sealed class FleetStarter(SiloSettings settings, IGrainFactory grains, TimeProvider clock, ILogger<FleetStarter> logger) : BackgroundService
{
    private ImmutableArray<string> _unanswered = [.. settings.Symbols.Select(setup => setup.Symbol)];

    /// <summary>Symbols whose position has not answered since the start.</summary>
    public ImmutableArray<string> Unanswered => _unanswered;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var fleet = grains.GetGrain<IFleetGrain>(0);
        var backoff = new Backoff(clock);
        while (true)
        {
            try
            {
                await fleet.SetRosterAsync([.. settings.Symbols.Select(setup => setup.Symbol)], stoppingToken).ConfigureAwait(false);
                var results = await fleet.SweepAsync(stoppingToken).ConfigureAwait(false);
                Note(results, tell: backoff.IsFirst);
                if (_unanswered.IsEmpty)
                    break;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (backoff.IsFirst)
                    logger.FleetNotReached(exception);
            }

            await backoff.WaitAsync(stoppingToken).ConfigureAwait(false);
        }

        logger.Ready();
    }

    private void Note(ImmutableArray<SweepResult> results, bool tell)
    {
        foreach (var result in results)
        {
            if (result.Problem is null)
                _unanswered = _unanswered.Remove(result.Symbol);
            else if (tell)
                logger.PositionNotReached(result.Symbol, result.Problem);
        }
    }
}
