using Executor.GrainInterfaces;
using Executor.Grains.Fleet;
using Executor.Grains.Hosting;
using Executor.Grains.Storage;
using Orleans.Runtime.Placement;
using Orleans.Storage;

namespace Executor.Silo.Hosting;

/// <summary>
/// Reads the store of positions every second. A silo that alone has lost it looks well to its peers, and would keep positions that it cannot manage:
/// when another one has reached the store all the time that this one has not, this one ends, and the others take over.
/// </summary>
/// <remarks>When the store is away for all, or nobody can be asked, it stays: its successor would fare no better.</remarks>
internal sealed class StoreWatch(
    [FromKeyedServices(StorageNames.Grains)] IGrainStorage store, StoreHealth health, IClusterMembershipService membership, ILocalSiloDetails self, IGrainFactory grains,
    IFatalErrorHandler end, TimeProvider clock, ILogger<StoreWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly GrainId Nobody = GrainId.Create("store-watch", "nobody");
    private bool _isSilenceTold;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                if (await ReadAsync(stoppingToken).ConfigureAwait(false) is { } problem && health.SilentFor > ClusterTimes.StoreSilence)
                    await AskAsync(problem, stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo leaves.
        }
    }

    /// <summary>Reads a row that nobody writes; null when the store has answered.</summary>
    private async Task<Exception?> ReadAsync(CancellationToken stopping)
    {
        try
        {
            await store.ReadStateAsync(StoredStates.FleetKind, Nobody, new GrainState<FleetState>()).WaitAsync(Patience, clock, stopping).ConfigureAwait(false);
            var silent = health.SilentFor;
            health.Answered();
            if (_isSilenceTold)
                logger.StoreAnswersAgain(silent.TotalSeconds);
            _isSilenceTold = false;
            return null;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            return exception;
        }
    }

    private async Task AskAsync(Exception problem, CancellationToken stopping)
    {
        var peers = membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress));
        var testimonies = await Task.WhenAll(peers.Select(peer => AskAsync(peer.SiloAddress, stopping))).ConfigureAwait(false);
        if (!health.IsSilentHereAlone([.. testimonies], ClusterTimes.StoreSilence))
        {
            if (!_isSilenceTold)
                logger.StoreSilent(health.SilentFor.TotalSeconds, problem.Message);
            _isSilenceTold = true;
            return;
        }

        logger.StoreLostHereAlone(health.SilentFor.TotalSeconds, problem.Message);
        end.OnFatalException(this, "The store of positions answers others and not this silo", problem);
    }

    /// <summary>How long a silo has reached the store; zero when it does not say.</summary>
    private async Task<TimeSpan> AskAsync(SiloAddress peer, CancellationToken stopping)
    {
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, peer);
            var testimony = await grains.GetGrain<IStoreWitnessGrain>(peer.ToParsableString()).TestifyAsync().WaitAsync(Patience, clock, stopping).ConfigureAwait(false);
            return testimony.Silo.Equals(peer) ? testimony.WellFor : TimeSpan.Zero; // one that was placed elsewhere speaks for another
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            logger.WitnessSilent(peer, exception.Message);
            return TimeSpan.Zero;
        }
    }
}
