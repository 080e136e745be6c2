using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>Wakes every position of the roster once; what does not answer is called again until it does.</summary>
internal sealed class FleetStarter(Roster roster, IGrainFactory grains, TimeProvider clock, ILogger<FleetStarter> logger) : BackgroundService
{
    private ImmutableHashSet<string> _answered = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Symbols whose position has not answered since they came, or since the start.</summary>
    public ImmutableArray<string> Unanswered => [.. roster.Now.Symbols.Where(symbol => !_answered.Contains(symbol))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var now in roster.FollowAsync(stoppingToken).ConfigureAwait(false))
        {
            _answered = _answered.Intersect(now.Symbols); // who comes back is called again
            if (!roster.IsTold || Unanswered.IsEmpty) // before, the fleet knows the former roster
                continue;
            var backoff = new Backoff(clock);
            while (!await CallAsync(tell: backoff.IsFirst, stoppingToken).ConfigureAwait(false))
                await backoff.WaitAsync(stoppingToken).ConfigureAwait(false);
            logger.Ready();
        }
    }

    /// <summary>True when nobody is left to be called.</summary>
    private async Task<bool> CallAsync(bool tell, CancellationToken stopping)
    {
        try
        {
            foreach (var result in await grains.GetGrain<IFleetGrain>(0).SweepAsync(stopping).ConfigureAwait(false))
            {
                if (result.Problem is null)
                    _answered = _answered.Add(result.Symbol);
                else if (tell)
                    logger.PositionNotReached(result.Symbol, result.Problem);
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (tell)
                logger.FleetNotReached(exception);
        }

        return Unanswered.IsEmpty;
    }
}
