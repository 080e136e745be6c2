using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Streams.Scripted;

/// <summary>Time that stands still unless a test moves it, and that tells when somebody begins to wait: a test moves it only then.</summary>
internal sealed class ObservedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, Channel<Wait>> _waits = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(callback);
        wait.Timer = base.CreateTimer(wait.End, state, dueTime, period);
        Of(dueTime).Writer.TryWrite(wait);
        return wait;
    }

    /// <summary>Completes when somebody waits for just this long; each wait is told once, and one that has ended is not told: whether it ever began
    /// may be chance, such as a wait for an answer that was there already.</summary>
    public async Task WaitedForAsync(TimeSpan dueTime, CancellationToken cancellationToken)
    {
        while ((await Of(dueTime).Reader.ReadAsync(cancellationToken)).HasEnded)
        {
        }
    }

    /// <summary>Moves the time by what somebody waits for.</summary>
    public async Task PassAsync(TimeSpan dueTime, CancellationToken cancellationToken)
    {
        await WaitedForAsync(dueTime, cancellationToken);
        Advance(dueTime);
    }

    private Channel<Wait> Of(TimeSpan dueTime) => _waits.GetOrAdd(dueTime, _ => Channel.CreateUnbounded<Wait>());

    private sealed class Wait(TimerCallback callback) : ITimer
    {
        private volatile bool _hasEnded;

        public ITimer? Timer { private get; set; }

        public bool HasEnded => _hasEnded;

        public void End(object? state)
        {
            _hasEnded = true;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            _hasEnded = true;
            Timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _hasEnded = true;
            return Timer!.DisposeAsync();
        }
    }
}
