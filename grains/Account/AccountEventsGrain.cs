using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Hosting;
using Executor.Grains.Journal;
using Executor.Grains.Profiles;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Executor.Grains.Account;

/// <summary>
/// Follows one wallet while it lives. Reports go to the positions in order within a symbol and independently between symbols; each time the exchange
/// begins to tell anew, every position of the wallet looks, since anything may have happened before.
/// </summary>
/// <remarks>
/// A grain of its own beside <see cref="AccountGrain"/>: that one waits for loans, events wait for nobody. It stores nothing; its reminder brings it back
/// within a minute, the sweep of the fleet through the positions sooner.
/// </remarks>
[GrainType("account-events")]
[KeepAlive]
internal sealed class AccountEventsGrain : Grain, IAccountEventsGrain, IRemindable, IDisposable
{
    private const string Reminder = "follow";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RosterRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(5);

    private readonly IAccountEvents? _events;
    private readonly WalletRoster _roster;
    private readonly TimeProvider _timers;
    private readonly SteadyClock _clock;
    private readonly IJournalSink _journal;
    private readonly ILogger<AccountEventsGrain> _logger;
    private readonly CancellationTokenSource _stop;
    private readonly Dictionary<string, ReportQueue> _queues = new(StringComparer.Ordinal);
    private readonly GrainTelemetry _telemetry;
    private readonly WalletSight _sight;
    private WalletJournal _notes = null!;
    private TradingAccount _account;
    private string? _symbol;
    private bool _isReminded;
    private bool _isLookOwed;
    private long _reports;
    private WalletEventsView _view = new() { Wallet = string.Empty };

    public AccountEventsGrain(
        IEnumerable<IAccountEvents> events,
        ISymbolProfiles profiles,
        IJournalSink journal,
        TimeProvider timers,
        SteadyClock clock,
        SiloEnding ending,
        GrainTelemetry telemetry,
        IOptions<GrainOptions> options,
        ILogger<AccountEventsGrain> logger)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        _events = events.FirstOrDefault();
        _roster = new WalletRoster(GrainFactory, profiles, timers, options.Value.GatePatience);
        (_journal, _timers, _clock, _logger) = (journal, timers, clock, logger);
        (_telemetry, _sight) = (telemetry, new WalletSight(() => _view));
    }

    private string Wallet => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_account, _symbol) = WalletKeys.Read(Wallet);
        _view = new WalletEventsView { Wallet = Wallet };
        _notes = new WalletJournal(Wallet, _journal, _telemetry.Journal, _clock);
        if (_events is not null)
        {
            _telemetry.LivingWallets.Enter(Wallet, _sight);
            _ = FollowAsync(_events);
            this.RegisterGrainTimer(PayLookAsync, new GrainTimerCreationOptions(RosterRetry, RosterRetry) { Interleave = true, KeepAlive = true });
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _telemetry.LivingWallets.Leave(Wallet, _sight);
        return _stop.CancelAsync();
    }

    public void Dispose() => _stop.Dispose();

    public async Task EnsureFollowingAsync(CancellationToken cancellationToken)
    {
        if (_isReminded)
            return;
        _isReminded = true; // those who ask meanwhile need not wait for the table
        try
        {
            if (await this.GetReminder(Reminder, cancellationToken) is null)
                await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod, cancellationToken);
        }
        catch
        {
            _isReminded = false;
            throw;
        }
    }

    public Task<WalletEventsView> GetViewAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_view with { Reports = _reports, Overflows = _queues.Values.Sum(queue => queue.Overflows) });

    /// <summary>Being called is enough, unless nothing of the roster is traded on the wallet any more.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_events is not null && !(await _roster.ReadAsync(_account, _symbol)).IsEmpty)
            return;
        if (await this.GetReminder(reminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
        _logger.WalletLeft(Wallet);
        DeactivateOnIdle();
    }

    private async Task FollowAsync(IAccountEvents events)
    {
        var stopping = _stop.Token;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var happened in events.FollowAsync(_account, _symbol, stopping))
                    await TakeAsync(happened);
                throw new InvalidOperationException("The events ended, which they never should.");
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) // the source promises never to give up; whatever breaks the promise must not leave the wallet unheard
            {
                _logger.WalletEventsFailed(exception, Wallet);
                Interrupt($"{exception.GetType().Name}: {exception.Message}");
                await Task.Delay(RestartPause, _timers, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private Task TakeAsync(AccountEvent happened)
    {
        _view = _view with { LastEventAt = _clock.UtcNow };
        switch (happened)
        {
            case AccountEvent.Listening listening:
                _view = _view with { IsListening = true, Since = listening.At, Problem = null };
                _notes.Listening();
                _isLookOwed = true;
                return PayLookAsync();
            case AccountEvent.Interrupted interrupted:
                Interrupt(interrupted.Reason);
                break;
            case AccountEvent.OrderChanged { Report: var report }:
                _reports++;
                if (_roster.Serves(_account, _symbol, report.Symbol))
                    QueueOf(report.Symbol).Add(report);
                break;
            case AccountEvent.MarginLevelChanged changed:
                _view = _view with { MarginLevel = changed.Level };
                _notes.Level(changed.Level, changed.At);
                break;
            case AccountEvent.BalancesChanged:
                break; // a position reads its balances itself, together with the orders that explain them
            default:
                throw new System.Diagnostics.UnreachableException($"{happened.GetType().Name} is not an event of a wallet.");
        }

        return Task.CompletedTask;
    }

    private void Interrupt(string reason)
    {
        _view = _view with { IsListening = false, Since = _clock.UtcNow, Problem = reason };
        _notes.Interrupted(reason);
    }

    /// <summary>Has every position of the wallet look; while the fleet cannot name them, those that are known, and the rest when it can.</summary>
    private async Task PayLookAsync()
    {
        if (!_isLookOwed)
            return;
        _isLookOwed = false;
        try
        {
            foreach (var symbol in await _roster.ReadAsync(_account, _symbol))
                QueueOf(symbol).Look();
        }
        catch (Exception exception)
        {
            _isLookOwed = true;
            _logger.WalletRosterUnknown(exception, Wallet);
            foreach (var queue in _queues.Values)
                queue.Look();
        }
    }

    private ReportQueue QueueOf(string symbol)
    {
        if (!_queues.TryGetValue(symbol, out var queue))
            _queues[symbol] = queue = new ReportQueue(symbol, GrainFactory.GetGrain<IPositionGrain>(symbol), _timers, _logger, _stop.Token);
        return queue;
    }
}
