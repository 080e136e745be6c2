using Executor.Exchange.Time;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Budget;

/// <summary>
/// The gate that every request passes, of REST and of the WebSocket API: it waits here while the exchange's limits have no room for its lane,
/// and higher lanes go first. Safe for several threads at once.
/// </summary>
public sealed class RequestBudget : IDisposable
{
    private readonly Lock _gate = new();
    private readonly BudgetBook _book;
    private readonly BudgetOptions _options;
    private readonly IServerClock _serverClock;
    private readonly TimeProvider _clock;
    private readonly ExchangeTelemetry _telemetry;
    private readonly ILogger<RequestBudget> _logger;
    private readonly ITimer _timer;
    private readonly List<Waiter> _waiters = [];

    internal RequestBudget(BudgetOptions options, IServerClock serverClock, TimeProvider clock, ExchangeTelemetry telemetry, ILogger<RequestBudget> logger)
    {
        _book = new BudgetBook(options);
        _options = options;
        _serverClock = serverClock;
        _clock = clock;
        _telemetry = telemetry;
        _logger = logger;
        telemetry.ShowPause(PauseLeft);
        telemetry.ShowClockOffset(() => serverClock.Offset?.TotalSeconds);
        _timer = clock.CreateTimer(static budget => ((RequestBudget)budget!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for room. The answer tells until when there is none; null: the request may leave, and its charges are taken.</summary>
    /// <param name="lane">Whose room.</param>
    /// <param name="charges">What the request adds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; nothing is charged.</exception>
    public async ValueTask<BudgetRefusal?> EnterAsync(RequestLane lane, IReadOnlyList<LimitCharge> charges, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(charges);
        cancellationToken.ThrowIfCancellationRequested();
        var startedAt = _clock.GetTimestamp();
        var patience = _options.PatienceOf(lane);
        Waiter waiter;
        lock (_gate)
        {
            var now = _serverClock.Now;
            if (!_waiters.Exists(other => other.Lane >= lane && IsBehind(charges, _book.Blocking(other.Lane, other.Charges, now)))
                && _book.TryTake(lane, charges, now))
            {
                _telemetry.LaneWaited(lane, TimeSpan.Zero);
                return null;
            }

            if (patience <= TimeSpan.Zero || _book.BlockedUntil(lane, charges, now) is { } until && until - now > patience)
            {
                return Refusal(lane, charges, now);
            }

            waiter = new Waiter(lane, charges);
            var place = _waiters.FindIndex(other => other.Lane < lane);
            _waiters.Insert(place < 0 ? _waiters.Count : place, waiter);
            Schedule(now);
        }

        try
        {
            await waiter.Granted.Task.WaitAsync(patience, _clock, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            return Leave(waiter) ? null : Refused(lane, charges);
        }
        catch (OperationCanceledException)
        {
            if (Leave(waiter))
            {
                Refund(charges, _serverClock.Now); // granted in the same moment, and not used
            }

            throw;
        }
        finally
        {
            _telemetry.LaneWaited(lane, _clock.GetElapsedTime(startedAt));
        }
    }

    /// <summary>Takes back charges of a request that was granted and not counted by the exchange.</summary>
    /// <param name="charges">What it does not count.</param>
    /// <param name="takenAt">When they were taken, by the exchange's clock.</param>
    public void Refund(IReadOnlyList<LimitCharge> charges, DateTimeOffset takenAt)
    {
        ArgumentNullException.ThrowIfNull(charges);
        lock (_gate)
        {
            foreach (var charge in charges)
            {
                _book.Refund(charge, takenAt, _serverClock.Now);
            }

            PumpLocked();
        }
    }

    /// <summary>Takes in the exchange's own figure for its current window.</summary>
    public void Observe(LimitKey limit, long used)
    {
        int allowed;
        lock (_gate)
        {
            _book.Observe(limit, used, _serverClock.Now);
            allowed = _book.Allowed(limit);
        }

        _telemetry.LimitUsed(limit, used, allowed);
    }

    /// <summary>Takes in a limit that the exchange published; 0 and less is ignored.</summary>
    public void SetLimit(LimitKey limit, int allowed)
    {
        if (allowed > 0)
        {
            lock (_gate)
            {
                _book.SetLimit(limit, allowed);
                PumpLocked();
            }
        }
    }

    /// <summary>Stops all callers: after HTTP 429 or 418, or status 429 or 418 of the WebSocket API.</summary>
    /// <param name="retryAfter">What the exchange asked for; null when it did not say.</param>
    public void Pause(TimeSpan? retryAfter)
    {
        DateTimeOffset until;
        lock (_gate)
        {
            until = _book.Pause(_serverClock.Now, retryAfter);
            Schedule(_serverClock.Now);
        }

        _logger.AllPaused(until);
    }

    /// <summary>Stops new orders: after -1015.</summary>
    /// <param name="limit">The short limit of the orders that were too many.</param>
    /// <param name="retryAfter">What the exchange asked for; null when it did not say.</param>
    public void PauseOrders(LimitKey limit, TimeSpan? retryAfter)
    {
        DateTimeOffset until;
        lock (_gate)
        {
            until = _book.PauseOrders(limit, _serverClock.Now, retryAfter);
            Schedule(_serverClock.Now);
        }

        _logger.OrdersPaused(until);
    }

    /// <summary>Used of a limit in the last interval, by us and, as far as the exchange told, by others.</summary>
    public long Used(LimitKey limit)
    {
        lock (_gate)
        {
            return _book.Used(limit, _serverClock.Now);
        }
    }

    private double PauseLeft()
    {
        lock (_gate)
        {
            return Math.Max(0d, (_book.PausedUntil - _serverClock.Now).TotalSeconds);
        }
    }

    /// <summary>Stops waking waiters.</summary>
    public void Dispose() => _timer.Dispose();

    private void Pump()
    {
        lock (_gate)
        {
            PumpLocked();
        }
    }

    /// <summary>Lets go whoever has room, higher lanes first. Behind one that has none, nobody takes from the limits that it waits for.</summary>
    private void PumpLocked()
    {
        var now = _serverClock.Now;
        var waiting = new List<Waiter>();
        var full = new HashSet<LimitKey>();
        foreach (var waiter in _waiters)
        {
            if (IsBehind(waiter.Charges, full) || !_book.TryTake(waiter.Lane, waiter.Charges, now))
            {
                waiting.Add(waiter);
                full.UnionWith(_book.Blocking(waiter.Lane, waiter.Charges, now));
            }
            else
            {
                waiter.Granted.SetResult();
            }
        }

        _waiters.Clear();
        _waiters.AddRange(waiting);
        Schedule(now);
    }

    private void Schedule(DateTimeOffset now)
    {
        if (_waiters.Count == 0)
        {
            return;
        }

        var at = _waiters.Min(waiter => _book.BlockedUntil(waiter.Lane, waiter.Charges, now) ?? now);
        if (at < DateTimeOffset.MaxValue)
        {
            // One tick of the timer later than the moment itself: a timer that fires early would only come back.
            _timer.Change(at - now + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes a waiter off the list; true when it had been granted already.</summary>
    private bool Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (_waiters.Remove(waiter))
            {
                PumpLocked(); // others may have waited behind it
            }

            return waiter.Granted.Task.IsCompleted;
        }
    }

    private BudgetRefusal Refused(RequestLane lane, IReadOnlyList<LimitCharge> charges)
    {
        lock (_gate)
        {
            return Refusal(lane, charges, _serverClock.Now);
        }
    }

    private BudgetRefusal Refusal(RequestLane lane, IReadOnlyList<LimitCharge> charges, DateTimeOffset now)
    {
        var isPaused = now < _book.PausedUntil;
        return new BudgetRefusal(lane, _book.BlockedUntil(lane, charges, now) ?? now, isPaused);
    }

    private static bool IsBehind(IReadOnlyList<LimitCharge> charges, IEnumerable<LimitKey> full) => full.Any(limit => charges.Any(charge => charge.Limit == limit));

    private sealed record Waiter(RequestLane Lane, IReadOnlyList<LimitCharge> Charges)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
