namespace Executor.Exchange.Streams.Sockets;

/// <summary>Spaces messages evenly. For one caller at a time.</summary>
internal sealed class MessagePace(int perSecond, TimeProvider clock)
{
    private readonly TimeSpan _spacing = TimeSpan.FromSeconds(1d / perSecond);
    private long? _lastAt;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_lastAt is { } lastAt && _spacing - clock.GetElapsedTime(lastAt) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        _lastAt = clock.GetTimestamp();
    }
}
