using System.Globalization;

namespace Executor.CrashHost;

/// <summary>
/// Time that runs <paramref name="factor"/> times as fast as the wall clock and goes on across restarts, so that the product's own
/// settings (pauses of minutes) fit into a test of seconds.
/// </summary>
internal sealed class ScaledClock(DateTimeOffset begin, int factor) : TimeProvider
{
    public static ScaledClock Continue(string folder, int factor)
    {
        var file = Path.Combine(folder, "began");
        if (!File.Exists(file))
            File.WriteAllText(file, System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        return new ScaledClock(DateTimeOffset.ParseExact(File.ReadAllText(file), "O", CultureInfo.InvariantCulture), factor);
    }

    public override long TimestampFrequency => System.TimestampFrequency / factor;

    public override DateTimeOffset GetUtcNow() => begin + ((System.GetUtcNow() - begin) * factor);

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)), this);

    private TimeSpan Scaled(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan || span == TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Max(1, span.TotalMilliseconds / factor));

    private sealed class ScaledTimer(ITimer inner, ScaledClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Scaled(dueTime), clock.Scaled(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
