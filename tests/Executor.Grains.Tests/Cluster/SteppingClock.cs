using Microsoft.Extensions.Time.Testing;

namespace Executor.Grains.Tests.Cluster;

/// <summary>A clock whose wall time can be set while its monotonic time, and with it every timer, goes on as before.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(start);

    /// <summary>How far the wall clock has been set forward; negative: back.</summary>
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public void Advance(TimeSpan span) => _steady.Advance(span);

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + Step;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _steady.CreateTimer(callback, state, dueTime, period);
}
