using System.Collections.Immutable;
using Executor.Simulator.Server.Streams.Sockets;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>A connection and the streams it listens to.</summary>
internal sealed class MarketSubscriber(SocketPeer peer, bool isCombined, bool inMicroseconds)
{
    private ImmutableHashSet<string> _names = [];

    /// <summary>True when payloads are wrapped with the stream's name.</summary>
    public bool IsCombined { get; set; } = isCombined;

    /// <summary>Names as they were asked for, silent ones included.</summary>
    public ImmutableHashSet<string> Names => _names;

    /// <summary>Listens to more streams; false when they are too many: then to none of them.</summary>
    public bool TryAdd(IReadOnlyCollection<string> names, int limit)
    {
        var wanted = _names.Union(names);
        if (wanted.Count > limit)
            return false;
        _names = wanted;
        return true;
    }

    public void Remove(IEnumerable<string> names) => _names = _names.Except(names);

    public bool Hears(string stream) => _names.Contains(stream);

    public void Send(StreamFrame frame) => peer.Send(frame.As(IsCombined, inMicroseconds));
}
