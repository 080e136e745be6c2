using Executor.Simulator.Server.Streams.Sockets;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Sends to one peer in order, some of it late. Thread-safe; never blocks.</summary>
internal sealed class DelayedSender(SocketPeer peer, TimeProvider real)
{
    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset DueAt, byte[] Text)> _waiting = new();
    private DateTimeOffset _lastDueAt = DateTimeOffset.MinValue;
    private bool _isRunning;

    /// <summary>Sends after <paramref name="delay"/>, and not before what was sent earlier.</summary>
    public void Send(byte[] text, TimeSpan delay)
    {
        lock (_gate)
        {
            if (delay == TimeSpan.Zero && _waiting.Count == 0)
            {
                peer.Send(text);
                return;
            }
            var dueAt = real.GetUtcNow() + delay;
            _lastDueAt = dueAt > _lastDueAt ? dueAt : _lastDueAt;
            _waiting.Enqueue((_lastDueAt, text));
            if (_isRunning)
                return;
            _isRunning = true;
        }
        _ = SendWaitingAsync();
    }

    private async Task SendWaitingAsync()
    {
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (_gate)
                {
                    var now = real.GetUtcNow();
                    while (_waiting.TryPeek(out var next) && next.DueAt <= now)
                        peer.Send(_waiting.Dequeue().Text);
                    if (_waiting.Count == 0)
                    {
                        _isRunning = false;
                        return;
                    }
                    wait = _waiting.Peek().DueAt - now;
                }
                await Task.Delay(wait, real, peer.Over);
            }
        }
        catch (OperationCanceledException)
        {
            // the connection is over, and with it what waited
        }
    }
}
