using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Executor.Core.Signals;

namespace Executor.Replay.Running;

/// <summary>
/// The signals still to come, in the order of the log. One that is older than the one before it comes right after that one.
/// </summary>
internal sealed class SignalQueue(ImmutableArray<Signal> signals)
{
    private int _next;

    /// <summary>Time of the next signal; null when all were taken.</summary>
    public DateTimeOffset? Next => _next < signals.Length ? signals[_next].Time : null;

    /// <summary>Takes the next signal if it is due at <paramref name="now"/>.</summary>
    public bool TryTake(DateTimeOffset now, [NotNullWhen(true)] out Signal? signal)
    {
        signal = Next <= now ? signals[_next++] : null;
        return signal is not null;
    }
}
