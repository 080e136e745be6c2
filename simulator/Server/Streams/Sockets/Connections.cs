using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.WebSockets;

namespace Executor.Simulator.Server.Streams.Sockets;

/// <summary>What a connection is for.</summary>
public enum ConnectionKind
{
    /// <summary>Market streams.</summary>
    Market,

    /// <summary>The WebSocket API.</summary>
    Api,
}

/// <summary>An open connection.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="RemoteAddress">Where it comes from.</param>
/// <param name="Since">Since when, by the venue's clock, UTC.</param>
/// <param name="Peer">The socket.</param>
internal sealed record Connection(long Id, ConnectionKind Kind, string RemoteAddress, DateTimeOffset Since, SocketPeer Peer);

/// <summary>The open connections and the rules about their number and age. Thread-safe.</summary>
internal sealed class Connections(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<long, Connection> _open = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Begin, int Count)> _attempts = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>Rules in force; they may change while connections are open.</summary>
    public StreamOptions Options { get; set; } = new();

    /// <summary>False: the server sends no pings on connections made from now on (F14).</summary>
    public bool SendsPings { get; set; } = true;

    public ImmutableArray<Connection> Open => [.. _open.Values.OrderBy(connection => connection.Id)];

    /// <summary>Counts an attempt to connect; false when the address has made too many.</summary>
    public bool Admits(string address)
    {
        var now = clock.GetUtcNow();
        var begin = now - TimeSpan.FromTicks(now.Ticks % Window.Ticks);
        lock (_gate)
        {
            var count = _attempts.TryGetValue(address, out var last) && last.Begin == begin ? last.Count + 1 : 1;
            _attempts[address] = (begin, count);
            return count <= Options.ConnectionsPer5Minutes;
        }
    }

    public Connection Add(ConnectionKind kind, string address, SocketPeer peer)
    {
        var connection = new Connection(Interlocked.Increment(ref _lastId), kind, address, clock.GetUtcNow(), peer);
        _open[connection.Id] = connection;
        return connection;
    }

    public void Remove(Connection connection) => _open.TryRemove(connection.Id, out _);

    /// <summary>Closes what has become too old.</summary>
    public void CloseAged()
    {
        if (Options.Lifetime is not { } lifetime)
            return;
        var oldest = clock.GetUtcNow() - lifetime;
        foreach (var connection in _open.Values.Where(connection => connection.Since <= oldest))
            connection.Peer.Close(WebSocketCloseStatus.EndpointUnavailable, "Connection is too old.");
    }

    /// <summary>Ends connections without a word; all of them, those of a kind, or one.</summary>
    /// <returns>How many were cut.</returns>
    public int Cut(ConnectionKind? kind = null, long? id = null)
    {
        var cut = _open.Values.Where(connection => (kind is null || connection.Kind == kind) && (id is null || connection.Id == id)).ToList();
        foreach (var connection in cut)
            connection.Peer.Cut();
        return cut.Count;
    }
}
