using System.Collections.Immutable;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Executor.Grains.Fleet;

/// <summary>
/// The second net under the positions: calls each of them so often that one that lost its owner, and whose reminders were lost too, is
/// owned again.
/// </summary>
[GrainType("fleet")]
internal sealed class FleetGrain(
    [PersistentState("fleet", StorageNames.Grains)] IPersistentState<FleetState> store,
    IOptions<GrainOptions> options,
    ILogger<FleetGrain> logger) : Grain, IFleetGrain, IRemindable
{
    private const string SweepReminder = "sweep";
    private const int CallsAtOnce = 32;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _unreachable = new(StringComparer.Ordinal);
    private FleetState _state = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.RecordExists ? store.State : new FleetState();
        var every = options.Value.SweepEvery;
        this.RegisterGrainTimer(SweepAsync, new GrainTimerCreationOptions(every, every) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task SetRosterAsync(ImmutableArray<string> symbols, CancellationToken cancellationToken)
    {
        ImmutableArray<string> roster = [.. symbols.Distinct(StringComparer.Ordinal)];
        var known = _state.Roster.Union(_state.Leaving, StringComparer.Ordinal);
        ImmutableArray<string> leaving = [.. known.Except(roster, StringComparer.Ordinal)];
        if (!roster.SequenceEqual(_state.Roster) || !leaving.SequenceEqual(_state.Leaving))
            await SaveAsync(new FleetState { Roster = roster, Leaving = leaving });
        if (await this.GetReminder(SweepReminder, cancellationToken) is null)
            await this.RegisterOrUpdateReminder(SweepReminder, ReminderPeriod, ReminderPeriod, cancellationToken);
    }

    public Task<ImmutableArray<string>> GetRosterAsync(CancellationToken cancellationToken) => Task.FromResult(_state.Roster);

    public async Task<ImmutableArray<SweepResult>> SweepAsync(CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<SweepResult>();
        foreach (var some in _state.Roster.Concat(_state.Leaving).Chunk(CallsAtOnce))
            results.AddRange(await Task.WhenAll(some.Select(symbol => CallAsync(symbol, cancellationToken))));
        await ReleaseAsync(cancellationToken);
        return results.DrainToImmutable();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepAsync(CancellationToken.None);

    private async Task<SweepResult> CallAsync(string symbol, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IPositionGrain>(symbol).EnsureAliveAsync(cancellationToken);
            if (_unreachable.Remove(symbol))
                logger.PositionReachable(symbol);
            return new SweepResult { Symbol = symbol };
        }
        catch (Exception exception) // one position's trouble is its own; it is reported, and the others are called
        {
            if (_unreachable.Add(symbol))
                logger.PositionUnreachable(symbol, exception.Message);
            return new SweepResult { Symbol = symbol, Problem = exception.Message };
        }
    }

    /// <summary>Forgets symbols that left the roster and are flat now.</summary>
    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var released = new List<string>();
        foreach (var symbol in _state.Leaving.Where(symbol => !_unreachable.Contains(symbol)))
        {
            try
            {
                if ((await GrainFactory.GetGrain<IPositionGrain>(symbol).GetViewAsync(cancellationToken)).Status == nameof(PositionStatus.Flat))
                    released.Add(symbol);
            }
            catch (Exception exception) // it stays, and the next sweep asks again
            {
                logger.PositionUnreachable(symbol, exception.Message);
            }
        }

        if (released.Count > 0)
            await SaveAsync(_state with { Leaving = [.. _state.Leaving.Except(released, StringComparer.Ordinal)] });
    }

    private async Task SaveAsync(FleetState next)
    {
        store.State = next;
        try
        {
            await store.WriteStateAsync(CancellationToken.None);
            _state = next;
        }
        catch (Exception exception)
        {
            logger.FleetWriteFailed(exception);
            DeactivateOnIdle();
            throw;
        }
    }
}
