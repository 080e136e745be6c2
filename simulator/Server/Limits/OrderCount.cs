using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Limits;

/// <summary>
/// Unfilled orders of one customer: accepted orders count, the first execution of each counts back. Source: Binance spot API, order rate
/// limits.
/// </summary>
public sealed class OrderCount
{
    private readonly Lock _gate = new();
    private readonly FixedWindow _tenSeconds;
    private readonly FixedWindow _day;

    internal OrderCount(int perTenSeconds, int perDay) =>
        (_tenSeconds, _day) = (new FixedWindow(TimeSpan.FromSeconds(10), perTenSeconds), new FixedWindow(TimeSpan.FromDays(1), perDay));

    /// <summary>Most in ten seconds.</summary>
    public int LimitPerTenSeconds => _tenSeconds.Limit;

    /// <summary>Most in a day.</summary>
    public int LimitPerDay => _day.Limit;

    /// <summary>Counts at that time.</summary>
    public (int TenSeconds, int Day) At(DateTimeOffset now)
    {
        lock (_gate)
            return (_tenSeconds.CountAt(now), _day.CountAt(now));
    }

    /// <summary>Counts new orders, or says why there is no room for them.</summary>
    public ApiError? TryAdd(int orders, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (Exceeded(orders, now) is { } exceeded)
                return exceeded;
            _day.Add(orders, now);
            _tenSeconds.Add(orders, now);
            return null;
        }
    }

    /// <summary>An order executed for the first time, or was not taken after all.</summary>
    public void Return(int orders, DateTimeOffset now)
    {
        lock (_gate)
        {
            _day.Add(-orders, now);
            _tenSeconds.Add(-orders, now);
        }
    }

    /// <summary>Why there is no room for new orders; null when there is.</summary>
    public ApiError? Exceeded(int orders, DateTimeOffset now)
    {
        lock (_gate)
        {
            return !_day.HasRoomFor(orders, now) ? Exceeded(_day.Limit, "1 DAY", _day.EndAt(now))
                : !_tenSeconds.HasRoomFor(orders, now) ? Exceeded(_tenSeconds.Limit, "10 SECOND", _tenSeconds.EndAt(now))
                : null;
        }
    }

    private static ApiError Exceeded(int limit, string interval, DateTimeOffset end) =>
        new(429, -1015, $"Too many new orders; current limit is {limit} orders per {interval}.") { RetryAt = end };
}
