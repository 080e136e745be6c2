using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Journal;
using Executor.Grains.Storage;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Executor.Grains.Fleet;

/// <summary>
/// The second net under the positions: calls each of them so often that one that lost its owner, and whose reminders were lost too, is
/// owned again. And the switch above them: whether anything is entered at all.
/// </summary>
/// <remarks>Takes several calls at once, so that neither a slow sweep nor a long shutdown keeps a pause waiting; changes queue up.</remarks>
[GrainType("fleet")]
[Reentrant]
internal sealed class FleetGrain : Grain, IFleetGrain, IRemindable
{
    /// <summary>Name under which the fleet's own events stand in the journal, where others have their symbol.</summary>
    public const string JournalName = "FLEET";

    private const string SweepReminder = "sweep";
    private const int CallsAtOnce = 32;
    private const int LongestReason = 200;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _unreachable = new(StringComparer.Ordinal);
    private readonly QueuedState<FleetState> _fleet;
    private readonly ShutdownRun _shutdown;
    private readonly PositionSpread _spread;
    private readonly GrainOptions _options;
    private readonly SteadyClock _clock;
    private readonly IJournalSink _journal;
    private readonly ILogger<FleetGrain> _logger;
    private readonly GrainTelemetry _telemetry;
    private readonly FleetSight _sight;
    private IGrainTimer? _shutdownTimer;

    public FleetGrain(
        [PersistentState("fleet", StorageNames.Grains)] IPersistentState<FleetState> store,
        IOptions<GrainOptions> options,
        SteadyClock clock,
        IJournalSink journal,
        GrainTelemetry telemetry,
        ILogger<FleetGrain> logger)
    {
        _fleet = new QueuedState<FleetState>(store, Lost);
        _shutdown = new ShutdownRun(GrainFactory, logger);
        _spread = new PositionSpread(GrainFactory, logger);
        (_options, _clock, _journal, _logger) = (options.Value, clock, journal, logger);
        (_telemetry, _sight) = (telemetry, new FleetSight(() => FleetViews.Of(_fleet.State)));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(SweepAndSpreadAsync, new GrainTimerCreationOptions(_options.SweepEvery, _options.SweepEvery) { KeepAlive = true });
        _journal.Publish(JournalName, _fleet.State.Journal); // the activation before may have died between a write and its publication
        _telemetry.LivingFleets.Enter(JournalName, _sight);
        GoOn();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _telemetry.LivingFleets.Leave(JournalName, _sight);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<RosterSymbol>> SetRosterAsync(ImmutableArray<string> symbols, CancellationToken cancellationToken)
    {
        await ApplyAsync(state => RosterRules.Configure(state, symbols, _clock.UtcNow));
        if (await this.GetReminder(SweepReminder, cancellationToken) is null)
            await this.RegisterOrUpdateReminder(SweepReminder, ReminderPeriod, ReminderPeriod, cancellationToken);
        return RosterRules.View(_fleet.State);
    }

    public async Task<ImmutableArray<RosterSymbol>> AddSymbolAsync(string symbol, string reason, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        Check(reason, by);
        await ApplyAsync(state => RosterRules.Add(state, symbol, reason, by, _clock.UtcNow));
        return RosterRules.View(_fleet.State);
    }

    public async Task<ImmutableArray<RosterSymbol>> RemoveSymbolAsync(string symbol, string reason, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        Check(reason, by);
        await ApplyAsync(state => RosterRules.Remove(state, symbol, reason, by, _clock.UtcNow));
        return RosterRules.View(_fleet.State);
    }

    public Task<ImmutableArray<RosterSymbol>> GetSymbolsAsync(CancellationToken cancellationToken) => Task.FromResult(RosterRules.View(_fleet.State));

    public Task<FleetModeView> GetModeAsync(CancellationToken cancellationToken) => Task.FromResult(FleetViews.Mode(_fleet.State));

    public Task<FleetGateView> GetGateAsync(string symbol, CancellationToken cancellationToken) => Task.FromResult(
        new FleetGateView { Mode = FleetViews.Mode(_fleet.State), NotTraded = RosterRules.WhyNotTraded(_fleet.State, symbol) });

    public Task<FleetView> GetViewAsync(CancellationToken cancellationToken) => Task.FromResult(FleetViews.Of(_fleet.State));

    public Task<FleetView> PauseAsync(string reason, string by, CancellationToken cancellationToken)
    {
        Check(reason, by);
        return ApplyAsync(state => FleetRules.Pause(state, reason, by, _clock.UtcNow));
    }

    public Task<FleetView> SleepAsync(string reason, string by, CancellationToken cancellationToken)
    {
        Check(reason, by);
        return ApplyAsync(state => FleetRules.Sleep(state, reason, by, _clock.UtcNow));
    }

    public Task<FleetView> WakeAsync(string by, CancellationToken cancellationToken)
    {
        Check(by, by);
        return ApplyAsync(state => FleetRules.Wake(state, by, _clock.UtcNow));
    }

    public async Task<FleetView> ShutdownAsync(bool flatten, string reason, string by, CancellationToken cancellationToken)
    {
        Check(reason, by);
        var view = await ApplyAsync(state => FleetRules.BeginShutdown(state, flatten, reason, by, _clock.UtcNow));
        GoOn();
        return view;
    }

    public Task NoteBackupAsync(string path, string? problem, CancellationToken cancellationToken) =>
        ApplyAsync(state => FleetRules.Backup(state, path, problem, _clock.UtcNow));

    public async Task<ImmutableArray<SweepResult>> SweepAsync(CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<SweepResult>();
        var leaving = _fleet.State.Leaving; // what leaves meanwhile is not released by this sweep: its position has not been called since
        foreach (var some in Symbols().Chunk(CallsAtOnce))
            results.AddRange(await Task.WhenAll(some.Select(symbol => CallAsync(symbol, cancellationToken))));
        await ReleaseAsync(leaving, cancellationToken);
        return results.DrainToImmutable();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepAsync(CancellationToken.None);

    private async Task SweepAndSpreadAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        await _spread.EvenOutAsync(RosterRules.Traded(_fleet.State));
    }

    private static void Check(string reason, string by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, LongestReason, nameof(reason));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by.Length, LongestReason, nameof(by));
    }

    private List<string> Symbols() => [.. RosterRules.Traded(_fleet.State), .. _fleet.State.Leaving];

    private async Task<FleetView> ApplyAsync(Func<FleetState, FleetState> change)
    {
        var before = ImmutableArray<JournalEvent>.Empty;
        var next = await _fleet.ChangeAsync(state =>
        {
            before = state.Journal;
            return change(state);
        });
        _journal.Publish(JournalName, next.Journal);
        var known = before.IsEmpty ? 0 : before[^1].Sequence;
        _telemetry.Journal.Happened(JournalName, [.. next.Journal.Where(happened => happened.Sequence > known)]);
        return FleetViews.Of(next);
    }

    /// <summary>Works on the shutdown that is stored, until it is done or somebody wakes the fleet.</summary>
    private void GoOn()
    {
        if (_fleet.State.Shutdown is not (null or { Phase: ShutdownPhase.Done }))
        {
            _shutdownTimer ??= this.RegisterGrainTimer(
                StepAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.ShutdownRetry) { KeepAlive = true, Interleave = true });
        }
    }

    private async Task StepAsync()
    {
        if (_fleet.State.Shutdown is not { Phase: not ShutdownPhase.Done } shutdown)
        {
            _shutdownTimer?.Dispose();
            _shutdownTimer = null;
            return;
        }

        var isClosing = shutdown.Phase == ShutdownPhase.Flattening;
        var findings = await _shutdown.LookAsync(Symbols(), shutdown.Findings, isClosing);
        await ApplyAsync(state => state.Shutdown != shutdown ? state // woken, or asked for more, meanwhile
            : isClosing ? FleetRules.Flattened(state, findings, _options.EmergencyCooldown, _clock.UtcNow)
            : FleetRules.Reconciled(state, findings, _options.EmergencyCooldown, _clock.UtcNow));
        if (!isClosing && _fleet.State.Shutdown is { Phase: ShutdownPhase.Flattening })
            await StepAsync(); // closing does not wait for the next round
    }

    private async Task<SweepResult> CallAsync(string symbol, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IPositionGrain>(symbol).EnsureAliveAsync(cancellationToken);
            if (_unreachable.Remove(symbol))
                _logger.PositionReachable(symbol);
            return new SweepResult { Symbol = symbol };
        }
        catch (Exception exception) // one position's trouble is its own; it is reported, and the others are called
        {
            if (_unreachable.Add(symbol))
                _logger.PositionUnreachable(symbol, exception.Message);
            return new SweepResult { Symbol = symbol, Problem = exception.Message };
        }
    }

    /// <summary>Forgets symbols that have left the roster and are flat now. Each has been called, in turn, since it may not enter: no entry is on its way.</summary>
    private async Task ReleaseAsync(ImmutableArray<string> leaving, CancellationToken cancellationToken)
    {
        var released = new List<string>();
        foreach (var symbol in leaving.Where(symbol => !_unreachable.Contains(symbol)))
        {
            try
            {
                if ((await GrainFactory.GetGrain<IPositionGrain>(symbol).GetViewAsync(cancellationToken)).Status == nameof(PositionStatus.Flat))
                    released.Add(symbol);
            }
            catch (Exception exception) // it stays, and the next sweep asks again
            {
                _logger.PositionUnreachable(symbol, exception.Message);
            }
        }

        if (released.Count > 0)
            await ApplyAsync(state => RosterRules.Release(state, released));
    }

    private void Lost(Exception exception)
    {
        _logger.FleetWriteFailed(exception);
        DeactivateOnIdle();
    }
}
