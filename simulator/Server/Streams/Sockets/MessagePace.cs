namespace Executor.Simulator.Server.Streams.Sockets;

/// <summary>Counts messages of one connection by the second. Used by one thread at a time.</summary>
internal sealed class MessagePace(int perSecond, TimeProvider real)
{
    private long _second = long.MinValue;
    private int _count;

    /// <summary>Counts one; false when there were too many in this second.</summary>
    public bool Allows()
    {
        var second = real.GetUtcNow().ToUnixTimeSeconds();
        if (second != _second)
            (_second, _count) = (second, 0);
        return ++_count <= perSecond;
    }
}
