using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Streams.Scripted;

/// <summary>Time that stands still unless a test moves it, and that tells when somebody begins to wait: a test moves it only then.</summary>
internal sealed class ObservedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, Channel<bool>> _timers = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Of(dueTime).Writer.TryWrite(true);
        return timer;
    }

    /// <summary>Completes when somebody waits for just this long; each wait is told once.</summary>
    public async Task WaitedForAsync(TimeSpan dueTime, CancellationToken cancellationToken) => await Of(dueTime).Reader.ReadAsync(cancellationToken);

    /// <summary>Moves the time by what somebody waits for.</summary>
    public async Task PassAsync(TimeSpan dueTime, CancellationToken cancellationToken)
    {
        await WaitedForAsync(dueTime, cancellationToken);
        Advance(dueTime);
    }

    private Channel<bool> Of(TimeSpan dueTime) => _timers.GetOrAdd(dueTime, _ => Channel.CreateUnbounded<bool>());
}
