namespace Executor.Exchange.Budget;

/// <summary>
/// What was used of one limit. Own use is summed over the last interval, wherever the exchange's windows begin: whatever the offset between the
/// clocks is, no window of the exchange then holds more. What others use at the same address is learned from its answers, which tell of its own
/// window: it counts until that ends, and one slice more for the offset.
/// </summary>
internal sealed class LimitWindow(TimeSpan interval, int limit)
{
    /// <summary>An amount expires between one interval and one sixtieth more after it was used.</summary>
    private const int Slices = 60;

    private readonly long[] _used = new long[Slices + 1];
    private readonly long _sliceTicks = Math.Max(1L, interval.Ticks / Slices);
    private long _slice = long.MinValue;
    private long _aligned = long.MinValue;
    private long _ownAligned;
    private long _others;
    private long _othersBefore; // of the window that has just ended

    /// <summary>What the exchange allows in one interval.</summary>
    public int Limit { get; set; } = limit;

    /// <summary>Used in the last interval, at <paramref name="now"/>.</summary>
    public long UsedAt(DateTimeOffset now)
    {
        MoveTo(now);
        return _used.Sum() + Math.Max(_others, _othersBefore);
    }

    /// <summary>Adds a use.</summary>
    public void Add(int amount, DateTimeOffset now)
    {
        MoveTo(now);
        _used[_slice % _used.Length] += amount;
        _ownAligned += amount;
    }

    /// <summary>Takes a use back that the exchange did not count after all; no more than there is.</summary>
    /// <param name="amount">As it was added.</param>
    /// <param name="usedAt">When it was added.</param>
    /// <param name="now">Not before <paramref name="usedAt"/>.</param>
    public void Refund(int amount, DateTimeOffset usedAt, DateTimeOffset now)
    {
        MoveTo(now);
        var slice = usedAt.UtcTicks / _sliceTicks;
        if (slice <= _slice - _used.Length || slice > _slice)
        {
            return;
        }

        ref var used = ref _used[slice % _used.Length];
        var back = Math.Min(amount, used);
        used -= back;
        if (usedAt.UtcTicks / interval.Ticks == _aligned)
        {
            _ownAligned = Math.Max(0L, _ownAligned - back);
        }
    }

    /// <summary>Takes in the exchange's own figure for its current window: what it has beyond ours is others' use.</summary>
    public void Observe(long used, DateTimeOffset now)
    {
        MoveTo(now);
        _others = Math.Max(_others, Math.Min(used, int.MaxValue) - _ownAligned);
    }

    /// <summary>When the current window of the exchange ends.</summary>
    public DateTimeOffset EndOfWindow(DateTimeOffset now) => new(((now.UtcTicks / interval.Ticks) + 1) * interval.Ticks, TimeSpan.Zero);

    /// <summary>When the next slice of what is used expires: the earliest moment at which there is more room.</summary>
    public DateTimeOffset NextChange(DateTimeOffset now)
    {
        MoveTo(now);
        return new((_slice + 1) * _sliceTicks, TimeSpan.Zero);
    }

    /// <summary>The clock has been set back: what was used counts from now on, which frees nothing and holds nothing for longer than the interval.</summary>
    private void SetBackTo(long slice, DateTimeOffset now)
    {
        var used = _used.Sum();
        Array.Clear(_used);
        _used[slice % _used.Length] = used;
        (_slice, _aligned, _ownAligned) = (slice, now.UtcTicks / interval.Ticks, used);
    }

    private void MoveTo(DateTimeOffset now)
    {
        var slice = now.UtcTicks / _sliceTicks;
        if (slice < _slice)
        {
            SetBackTo(slice, now);
            return;
        }

        if (_slice == long.MinValue || slice - _slice >= _used.Length)
        {
            Array.Clear(_used);
        }
        else
        {
            for (var expired = _slice + 1; expired <= slice; expired++)
            {
                _used[expired % _used.Length] = 0L;
            }
        }

        _slice = slice;
        if (now.UtcTicks / interval.Ticks is var aligned && aligned > _aligned)
        {
            (_aligned, _ownAligned, _others, _othersBefore) = (aligned, 0L, 0L, aligned == _aligned + 1 ? _others : 0L);
        }

        if (slice % Slices != 0)
        {
            _othersBefore = 0L; // the exchange's window has begun by its own clock, too
        }
    }
}
