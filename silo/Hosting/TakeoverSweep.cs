using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>
/// Calls every position as soon as a silo has left, however it left: the one that takes over is activated by a call, and claims, looks and sets its
/// clocks. Every silo that stays does so; nobody has to be chosen first, and a call too many finds its position awake.
/// </summary>
/// <remarks>
/// The directory of grains loses a part with the silo and gives up activations on others for it, a little later: so it calls more than once. Reminders
/// and the sweep of the fleet are behind it.
/// </remarks>
internal sealed class TakeoverSweep(
    Roster roster, IClusterMembershipService membership, IGrainFactory grains, MarketHistories histories, TimeProvider clock,
    ILogger<TakeoverSweep> logger) : BackgroundService
{
    /// <summary>A position that cannot be called for so long is left to its reminders.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);
    private static readonly ImmutableArray<TimeSpan> Pauses = [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var present = Present(membership.CurrentSnapshot);
        using var turn = new SemaphoreSlim(1);
        await foreach (var seen in membership.MembershipUpdates.WithCancellation(stoppingToken).ConfigureAwait(false))
        {
            var before = present;
            present = Present(seen);
            var leaving = before.Where(silo => seen.GetSiloStatus(silo.Key) is var now && now != silo.Value && now > SiloStatus.Active).ToList();
            if (leaving.Count == 0)
                continue;
            logger.SiloLeft(string.Join(", ", leaving.Select(silo => $"{silo.Key} ({seen.GetSiloStatus(silo.Key)})")), roster.Now.Symbols.Count());
            _ = SweepAsync(turn, stoppingToken); // a later loss is not kept waiting; the sweeps run one after the other
        }
    }

    /// <summary>Silos that may own something: those at work, and those that are leaving, which hand over until they are gone.</summary>
    private static ImmutableDictionary<SiloAddress, SiloStatus> Present(ClusterMembershipSnapshot snapshot) => snapshot.Members.Values
        .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
        .ToImmutableDictionary(member => member.SiloAddress, member => member.Status);

    private async Task SweepAsync(SemaphoreSlim turn, CancellationToken stopping)
    {
        try
        {
            await turn.WaitAsync(stopping).ConfigureAwait(false);
            try
            {
                foreach (var pause in Pauses)
                {
                    await Task.Delay(pause, clock, stopping).ConfigureAwait(false);
                    await Task.WhenAll([FleetAsync(stopping), .. roster.Now.Symbols.Select(symbol => PositionAsync(symbol, stopping))]).ConfigureAwait(false);
                    await histories.RepeatAsync(stopping).ConfigureAwait(false);
                }
            }
            finally
            {
                turn.Release();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // This silo stops too.
        }
    }

    private Task FleetAsync(CancellationToken stopping) =>
        UntilAnsweredAsync("FLEET", () => grains.GetGrain<IFleetGrain>(0).GetModeAsync(stopping), stopping);

    private Task PositionAsync(string symbol, CancellationToken stopping) =>
        UntilAnsweredAsync(symbol, () => grains.GetGrain<IPositionGrain>(symbol).EnsureAliveAsync(stopping), stopping);

    /// <summary>A call on the way to the silo that has left fails at once, or is refused until its place is known to be free.</summary>
    private async Task UntilAnsweredAsync(string name, Func<Task> call, CancellationToken stopping)
    {
        var begin = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await call().WaitAsync(Patience, clock, stopping).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                if (clock.GetElapsedTime(begin) >= Patience)
                {
                    logger.NotTakenOver(exception, name);
                    return;
                }
            }

            await Task.Delay(Retry, clock, stopping).ConfigureAwait(false);
        }
    }
}
