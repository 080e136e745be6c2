using Executor.Grains.Time;

namespace Executor.Silo.Paper;

/// <summary>
/// The time of everything that the paper market is stamped with: the same clock by which positions and market grains judge what is new.
/// Under a wall clock that was set back, every quote would be older than the last one for as long as the step is wide.
/// </summary>
internal sealed class SteadyTime(SteadyClock clock, TimeProvider inner) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.UtcNow;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
