using System.Collections.Immutable;
using Executor.Exchange.Streams.Sessions;

namespace Executor.Exchange.Streams.Market;

/// <summary>The symbols that share one connection, and what keeps it.</summary>
internal sealed class MarketLine : ISessionOwner<MarketSession>, IDisposable
{
    /// <summary>The name of these connections in logs and metrics.</summary>
    public const string KindName = "market";

    private readonly MarketServices _services;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly Lock _gate = new();
    private ImmutableHashSet<MarketFeed> _feeds = [];
    private ImmutableArray<MarketSession> _sessions = [];

    public MarketLine(MarketServices services)
    {
        _services = services;
        var keeper = new SessionKeeper<MarketSession>(
            this, services.Options.Connections, services.Lot, services.Clock, services.Telemetry, services.Logger);
        var token = _stop.Token;
        _running = Task.Run(() => keeper.RunAsync(token), CancellationToken.None);
    }

    public string Kind => KindName;

    /// <summary>The symbols that are wanted on the connection.</summary>
    public IReadOnlyCollection<MarketFeed> Wanted
    {
        get
        {
            lock (_gate)
            {
                return _feeds;
            }
        }
    }

    public bool IsEmpty => Wanted.Count == 0;

    /// <summary>Takes a symbol in; false when the connection is full.</summary>
    public bool TryAdd(MarketFeed feed)
    {
        lock (_gate)
        {
            if ((_feeds.Count + 1) * MarketStreams.PerSymbol > _services.Options.Connections.StreamsPerConnection)
            {
                return false;
            }

            _feeds = _feeds.Add(feed);
            WakeAll();
            return true;
        }
    }

    public void Remove(MarketFeed feed)
    {
        lock (_gate)
        {
            _feeds = _feeds.Remove(feed);
            WakeAll();
        }
    }

    /// <summary>Closes the connection, and completes when that is done.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        Dispose();
    }

    public void Dispose() => _stop.Dispose();

    public async Task<MarketSession> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await MarketSession.OpenAsync(_services, this, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _sessions = _sessions.Add(session);
            session.Wake(); // what changed while it was opened
        }

        return session;
    }

    public void Lost(StreamEnd end)
    {
        // The symbols fall silent by themselves when it takes too long.
    }

    public void Replaced(Renewal renewal)
    {
        // Nothing was missed: prices are told again and again, and minutes are read.
    }

    /// <summary>A session is over.</summary>
    public void Left(MarketSession session)
    {
        lock (_gate)
        {
            _sessions = _sessions.Remove(session);
        }
    }

    private void WakeAll()
    {
        foreach (var session in _sessions)
        {
            session.Wake();
        }
    }
}
