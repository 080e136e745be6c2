using System.Collections.Immutable;
using Executor.Exchange.Streams.Sessions;

namespace Executor.Exchange.Streams.Account;

/// <summary>All that is followed on the account, on one connection, which exists while anybody follows.</summary>
internal sealed class AccountHub : ISessionOwner<AccountSession>, IAsyncDisposable
{
    /// <summary>The name of these connections in logs and metrics.</summary>
    public const string KindName = "account";

    /// <summary>Types that are remembered as noted; more are counted alone.</summary>
    private const int MostNotedTypes = 64;

    private readonly AccountServices _services;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _notedTypes = [];
    private readonly HashSet<Task> _running = [];
    private ImmutableDictionary<Wallet, WalletFeed> _feeds = ImmutableDictionary<Wallet, WalletFeed>.Empty;
    private ImmutableArray<AccountSession> _sessions = [];
    private CancellationTokenSource? _stop;
    private bool _isOver;

    public AccountHub(AccountServices services) => _services = services;

    public string Kind => KindName;

    /// <summary>What is followed.</summary>
    public IReadOnlyCollection<WalletFeed> Wanted
    {
        get
        {
            lock (_gate)
            {
                return [.. _feeds.Values];
            }
        }
    }

    /// <summary>Begins to follow a wallet; disposing ends it.</summary>
    public Following Join(Wallet wallet)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            var mailbox = new AccountMailbox(_services.Options.Connections.UnreadEvents, _services.Clock, _services.Telemetry);
            if (!_feeds.TryGetValue(wallet, out var feed))
            {
                feed = new WalletFeed(wallet, _services.Clock);
                _feeds = _feeds.Add(wallet, feed);
            }

            feed.Join(mailbox);
            Start();
            WakeAll();
            return new Following(this, feed, mailbox);
        }
    }

    public async Task<AccountSession> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await AccountSession.OpenAsync(_services, this, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _sessions = _sessions.Add(session);
            session.Wake(); // what changed while it was opened
        }

        return session;
    }

    public void Lost(StreamEnd end)
    {
        foreach (var feed in Wanted)
        {
            feed.Deaf(end.Reason);
        }
    }

    public void Replaced(Renewal renewal)
    {
        foreach (var feed in renewal.MayHaveMissed ? Wanted : [])
        {
            feed.Look(renewal.Reason);
        }
    }

    /// <summary>A session is over.</summary>
    public void Left(AccountSession session)
    {
        lock (_gate)
        {
            _sessions = _sessions.Remove(session);
        }
    }

    /// <summary>Notes a type of event that is not known here, once.</summary>
    public void SawUnknown(string type)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = _notedTypes.Count < MostNotedTypes && _notedTypes.Add(type);
        }

        if (isNew)
        {
            _services.Logger.EventTypeUnknown(type);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _isOver = true;
            _stop?.Cancel();
            _stop = null;
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private void Leave(WalletFeed feed, AccountMailbox mailbox)
    {
        lock (_gate)
        {
            feed.Leave(mailbox);
            if (!feed.HasFollowers)
            {
                _feeds = _feeds.Remove(feed.Wallet);
            }

            if (_feeds.IsEmpty)
            {
                _stop?.Cancel();
                _stop = null;
            }

            WakeAll();
        }
    }

    private void Start()
    {
        if (_stop is not null)
        {
            return;
        }

        _stop = new CancellationTokenSource();
        var keeper = new SessionKeeper<AccountSession>(
            this, _services.Options.Connections, _services.Lot, _services.Clock, _services.Telemetry, _services.Logger);
        var token = _stop.Token;
        var run = Task.Run(() => keeper.RunAsync(token), CancellationToken.None);
        _running.RemoveWhere(task => task.IsCompleted);
        _running.Add(run);
    }

    private void WakeAll()
    {
        foreach (var session in _sessions)
        {
            session.Wake();
        }
    }

    /// <summary>One follower's place.</summary>
    internal sealed class Following(AccountHub hub, WalletFeed feed, AccountMailbox mailbox) : IDisposable
    {
        public AccountMailbox Mailbox => mailbox;

        public void Dispose() => hub.Leave(feed, mailbox);
    }
}
