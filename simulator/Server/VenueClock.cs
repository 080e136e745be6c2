namespace Executor.Simulator.Server;

/// <summary>
/// The exchange's clock: real time, which a test may shift, let drift or speed up. Thread-safe. It never jumps by a change of speed; it does
/// by a change of offset.
/// </summary>
public sealed class VenueClock(TimeProvider real) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _realAnchor = real.GetUtcNow();
    private DateTimeOffset _anchor = real.GetUtcNow();

    /// <summary>Seconds of the exchange per real second: 1 by default, 0 stands still.</summary>
    public decimal Speed { get; private set; } = 1m;

    /// <summary>How far clients are told that the exchange is ahead of its own time; negative: behind.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>Extra offset a real second adds, in milliseconds.</summary>
    public decimal DriftPerSecond { get; private set; }

    /// <summary>The exchange's time, UTC.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return Read(real.GetUtcNow());
    }

    /// <inheritdoc cref="GetUtcNow"/>
    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Shifts the clock against what it would show.</summary>
    public void SetOffset(TimeSpan offset) => Change(() => Offset = offset, () => offset - Offset);

    /// <summary>Lets the clock gain that many milliseconds every real second; negative: lose.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above -1000, or above 1000.</exception>
    public void SetDrift(decimal millisecondsPerSecond)
    {
        if (millisecondsPerSecond is <= -1000m or > 1000m)
            throw new ArgumentOutOfRangeException(nameof(millisecondsPerSecond), millisecondsPerSecond, "must be above -1000 and at most 1000.");
        Change(() => DriftPerSecond = millisecondsPerSecond, () => TimeSpan.Zero);
    }

    /// <summary>Changes how fast time passes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 10000.</exception>
    public void SetSpeed(decimal speed)
    {
        if (speed is < 0m or > 10_000m)
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "must be 0 to 10000.");
        Change(() => Speed = speed, () => TimeSpan.Zero);
    }

    /// <summary>Moves the clock forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Change(() => { }, () => by);
    }

    private void Change(Action apply, Func<TimeSpan> jump)
    {
        lock (_gate)
        {
            var now = real.GetUtcNow();
            var shown = Read(now) + jump();
            apply();
            (_realAnchor, _anchor) = (now, shown);
        }
    }

    private DateTimeOffset Read(DateTimeOffset now)
    {
        var passed = (now - _realAnchor).Ticks;
        return _anchor.AddTicks((long)(passed * (Speed + (DriftPerSecond / 1000m))));
    }
}
