using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Security;
using Executor.Simulator.Server.Streams.Sockets;
using Executor.Simulator.Server.Streams.UserData;

namespace Executor.Simulator.Server.WebSocketApi;

/// <summary>What a connection of the WebSocket API has agreed on: who it is, to what it listens. Thread-safe.</summary>
internal sealed class ApiSession(Connection connection, UserStreams streams, Func<int, Customer, AccountKey, UserSubscription> subscribe, bool inMicroseconds)
{
    private const int MaxActive = 1_000;
    private const int MaxEver = 65_535;
    private static readonly ApiError AlreadyActive = new(400, -2035, "User Data Stream subscription already active.");
    private static readonly ApiError NotActive = new(400, -2036, "User Data Stream subscription not active.");
    private static readonly ApiError TooMany = new(400, -2042, "Maximum subscription ID reached for this connection.");

    private readonly Lock _gate = new();
    private readonly List<UserSubscription> _subscriptions = [];
    private int _nextId;
    private volatile string? _lastCustomer;

    /// <summary>Where it comes from.</summary>
    public string RemoteAddress => connection.RemoteAddress;

    /// <summary>Since when it is connected, UTC.</summary>
    public DateTimeOffset ConnectedAt => connection.Since;

    /// <summary>True when times are wanted in microseconds.</summary>
    public bool InMicroseconds => inMicroseconds;

    /// <summary>False: answers show no rate limits.</summary>
    public bool ReturnsRateLimits { get; set; } = true;

    /// <summary>The key it is logged on with; null when it is not.</summary>
    public ApiKey? Key { get; private set; }

    /// <summary>Since when it is logged on, UTC; null when it is not.</summary>
    public DateTimeOffset? AuthorizedAt { get; private set; }

    /// <summary>Numbers of its subscriptions.</summary>
    public IReadOnlyList<int> SubscriptionIds
    {
        get
        {
            lock (_gate)
                return [.. Active.Select(subscription => subscription.Id)];
        }
    }

    /// <summary>True while it listens by its logon.</summary>
    public bool ListensBySession
    {
        get
        {
            lock (_gate)
                return Active.Any(subscription => subscription.BelongsToSession);
        }
    }

    // The stream may have ended a subscription by itself, as with an expired token.
    private IEnumerable<UserSubscription> Active => _subscriptions.Where(subscription => streams.All.Contains(subscription));

    public void LogOn(ApiKey key, DateTimeOffset now) => (Key, AuthorizedAt) = (key, now);

    /// <summary>Logs off, and stops to listen to what it heard by its logon.</summary>
    public void LogOff()
    {
        (Key, AuthorizedAt) = (null, null);
        End(subscription => subscription.BelongsToSession);
    }

    /// <summary>Remembers whose the last signed request was: its limits are shown.</summary>
    public void Saw(string? customer) => _lastCustomer = customer ?? _lastCustomer;

    public Customer? CustomerOf(Venue venue) => (Key?.CustomerName ?? _lastCustomer) is { } name ? venue.FindCustomer(name) : null;

    /// <summary>Listens to an account; one that it listens to already is refused.</summary>
    public (UserSubscription? Subscription, ApiError? Error) Subscribe(Customer customer, AccountKey account, bool belongsToSession)
    {
        lock (_gate)
        {
            if (Find(customer, account) is not null)
                return (null, AlreadyActive);
            return Begin(customer, account, belongsToSession, expiresAt: null);
        }
    }

    /// <summary>Listens by a token; where it listens already, the new token prolongs that.</summary>
    public (UserSubscription? Subscription, ApiError? Error) Subscribe(Customer customer, AccountKey account, DateTimeOffset expiresAt)
    {
        lock (_gate)
        {
            if (Find(customer, account) is not { } known)
                return Begin(customer, account, belongsToSession: false, expiresAt);
            known.ExpiresAt = expiresAt;
            return (known, null);
        }
    }

    /// <summary>Stops to listen; to everything where no number is given.</summary>
    public ApiError? Unsubscribe(int? id) => End(subscription => id is null || subscription.Id == id) > 0 ? null : NotActive;

    /// <summary>The connection is over.</summary>
    public void Close() => End(_ => true);

    private UserSubscription? Find(Customer customer, AccountKey account) =>
        Active.FirstOrDefault(subscription => subscription.Customer == customer && subscription.Account == account);

    private (UserSubscription? Subscription, ApiError? Error) Begin(
        Customer customer, AccountKey account, bool belongsToSession, DateTimeOffset? expiresAt)
    {
        if (_nextId >= MaxEver || Active.Count() >= MaxActive)
            return (null, TooMany);
        var subscription = subscribe(_nextId++, customer, account);
        subscription.BelongsToSession = belongsToSession;
        subscription.ExpiresAt = expiresAt;
        _subscriptions.Add(subscription);
        streams.Add(subscription);
        return (subscription, null);
    }

    private int End(Func<UserSubscription, bool> which)
    {
        lock (_gate)
        {
            var ended = Active.Where(which).ToList();
            foreach (var subscription in ended)
                streams.Remove(subscription);
            _subscriptions.RemoveAll(ended.Contains);
            return ended.Count;
        }
    }
}
