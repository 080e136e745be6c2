namespace Executor.Exchange.Budget;

/// <summary>
/// All limits together: whether a request may leave now. Lower lanes leave a reserve to the higher ones, so that what protects is never
/// refused while an entry passes. No clock of its own; not safe for several threads at once.
/// </summary>
internal sealed class BudgetBook
{
    private readonly BudgetOptions _options;
    private readonly Dictionary<LimitKey, LimitWindow> _windows = [];
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private readonly Dictionary<LimitKind, DateTimeOffset> _ordersPausedUntil = [];

    public BudgetBook(BudgetOptions options) => _options = options;

    /// <summary>Until when nothing may leave; in the past when everything may.</summary>
    public DateTimeOffset PausedUntil => _pausedUntil;

    /// <summary>Takes all of <paramref name="charges"/>, or none.</summary>
    public bool TryTake(RequestLane lane, IReadOnlyList<LimitCharge> charges, DateTimeOffset now)
    {
        if (BlockedUntil(lane, charges, now) is not null)
        {
            return false;
        }

        foreach (var charge in charges)
        {
            Window(charge.Limit).Add(charge.Amount, now);
        }

        return true;
    }

    /// <summary>The earliest moment at which the request may have room; null: it has room now. The last possible moment when it never has.</summary>
    public DateTimeOffset? BlockedUntil(RequestLane lane, IReadOnlyList<LimitCharge> charges, DateTimeOffset now)
    {
        DateTimeOffset? until = now < _pausedUntil ? _pausedUntil : null;
        foreach (var charge in charges)
        {
            if (charge.Limit.CountsOrders && _ordersPausedUntil.TryGetValue(charge.Limit.Kind, out var paused) && now < paused)
            {
                until = Later(until, paused);
            }

            var window = Window(charge.Limit);
            if (charge.Amount > 0 && window.UsedAt(now) + charge.Amount > Ceiling(lane, window.Limit))
            {
                until = Later(until, charge.Amount > Ceiling(lane, window.Limit) ? DateTimeOffset.MaxValue : window.NextChange(now));
            }
        }

        return until;
    }

    /// <summary>The limits that stand in the way of a request.</summary>
    public IEnumerable<LimitKey> Blocking(RequestLane lane, IReadOnlyList<LimitCharge> charges, DateTimeOffset now) =>
        charges.Where(charge => BlockedUntil(lane, [charge], now) is not null).Select(charge => charge.Limit);

    /// <summary>Takes back what the exchange did not count.</summary>
    public void Refund(LimitCharge charge, DateTimeOffset usedAt, DateTimeOffset now) => Window(charge.Limit).Refund(charge.Amount, usedAt, now);

    /// <summary>Takes in the exchange's figure for its current window.</summary>
    public void Observe(LimitKey limit, long used, DateTimeOffset now) => Window(limit).Observe(used, now);

    /// <summary>Takes in a limit that the exchange published.</summary>
    public void SetLimit(LimitKey limit, int allowed) => Window(limit).Limit = allowed;

    /// <summary>Stops everything: after a 429 or 418. Without a time, until the minute of the exchange ends.</summary>
    /// <returns>Until when.</returns>
    public DateTimeOffset Pause(DateTimeOffset now, TimeSpan? retryAfter) =>
        _pausedUntil = Later(_pausedUntil, retryAfter is { } wait ? now + wait : Window(LimitKey.Weight).EndOfWindow(now));

    /// <summary>Stops new orders alone: after too many of them in an interval. Cancels and reads do not count there, and may be what is needed.</summary>
    /// <param name="limit">The short limit of the orders that were too many: those of the other accounts go on.</param>
    /// <param name="now">The exchange's time.</param>
    /// <param name="retryAfter">What it asked for; null when it did not say.</param>
    /// <returns>Until when.</returns>
    public DateTimeOffset PauseOrders(LimitKey limit, DateTimeOffset now, TimeSpan? retryAfter)
    {
        DateTimeOffset? before = _ordersPausedUntil.TryGetValue(limit.Kind, out var paused) ? paused : null;
        return _ordersPausedUntil[limit.Kind] = Later(before, retryAfter is { } wait ? now + wait : Window(limit).EndOfWindow(now));
    }

    /// <summary>Used of a limit in the last interval.</summary>
    public long Used(LimitKey limit, DateTimeOffset now) => Window(limit).UsedAt(now);

    /// <summary>What the exchange allows in the interval of a limit.</summary>
    public int Allowed(LimitKey limit) => Window(limit).Limit;

    private LimitWindow Window(LimitKey limit)
    {
        if (!_windows.TryGetValue(limit, out var window))
        {
            _windows.Add(limit, window = new LimitWindow(limit.Interval, _options.DefaultOf(limit)));
        }

        return window;
    }

    private long Ceiling(RequestLane lane, int limit) => (long)(limit * _options.ShareOf(lane));

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
