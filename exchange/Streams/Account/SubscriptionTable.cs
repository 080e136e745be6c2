using System.Collections.Immutable;

namespace Executor.Exchange.Streams.Account;

/// <summary>The subscriptions of one session. Safe for the reading and the subscribing thread.</summary>
internal sealed class SubscriptionTable(AccountSession session, Func<Pauses> newPauses)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<WalletFeed, WalletSubscription> _byFeed = [];
    private readonly Dictionary<long, WalletSubscription> _byId = [];
    private bool _isOver;

    /// <summary>True when every wallet is heard, or has been refused for good.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return _byFeed.Values.All(subscription => subscription.IsSettled);
            }
        }
    }

    /// <summary>Wallets that are heard.</summary>
    public ImmutableArray<WalletFeed> Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _byFeed.Values.Where(subscription => subscription.Id is not null).Select(subscription => subscription.Feed)];
            }
        }
    }

    /// <summary>The wallet of a subscription; null when it is not known.</summary>
    public WalletFeed? Find(long id)
    {
        lock (_gate)
        {
            return _byId.GetValueOrDefault(id)?.Feed;
        }
    }

    /// <summary>Takes in what is wanted; the numbers of subscriptions that are wanted no more.</summary>
    public ImmutableArray<long> Adopt(IReadOnlyCollection<WalletFeed> wanted)
    {
        lock (_gate)
        {
            foreach (var feed in wanted)
            {
                if (!_byFeed.ContainsKey(feed))
                {
                    _byFeed.Add(feed, new WalletSubscription(feed, newPauses()));
                }
            }

            var unwanted = _byFeed.Values.Where(subscription => !wanted.Contains(subscription.Feed)).ToList();
            foreach (var subscription in unwanted)
            {
                _byFeed.Remove(subscription.Feed);
                subscription.Feed.LostBy(session, "nobody follows it");
            }

            var ids = _byId.Where(pair => unwanted.Contains(pair.Value)).Select(pair => pair.Key).ToImmutableArray();
            foreach (var id in ids)
            {
                _byId.Remove(id);
            }

            return ids;
        }
    }

    /// <summary>Those to subscribe to, or to renew, now.</summary>
    public ImmutableArray<WalletSubscription> Due(TimeSpan now)
    {
        lock (_gate)
        {
            return [.. _byFeed.Values.Where(subscription => subscription.DueAt <= now)];
        }
    }

    /// <summary>When the next one is due.</summary>
    public TimeSpan NextDue()
    {
        lock (_gate)
        {
            return _byFeed.Values.Select(subscription => subscription.DueAt).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        }
    }

    public void Subscribed(WalletSubscription subscription, long id, TimeSpan dueAt)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            subscription.Id = id;
            subscription.DueAt = dueAt;
            subscription.IsSettled = true;
            subscription.Pauses.Reset();
            _byId[id] = subscription; // a renewal may have another number: the old one is heard until it ends
            subscription.Feed.HeardBy(session);
        }
    }

    public void Failed(WalletSubscription subscription, StreamEnd failure, TimeSpan retryAt)
    {
        lock (_gate)
        {
            subscription.DueAt = retryAt;
            subscription.IsSettled |= failure.IsRefusal;
            subscription.Feed.Deaf(failure.Reason);
        }
    }

    /// <summary>The exchange ended a subscription: it is to be made anew.</summary>
    public void Ended(long id, string reason)
    {
        lock (_gate)
        {
            if (_byId.Remove(id, out var subscription) && subscription.Id == id)
            {
                subscription.Id = null;
                subscription.DueAt = TimeSpan.Zero;
                subscription.Feed.LostBy(session, reason);
            }
        }
    }

    /// <summary>Ends all that the exchange does not list.</summary>
    public void KeepOnly(ImmutableHashSet<long> listed, string reason)
    {
        lock (_gate)
        {
            foreach (var id in _byId.Keys.Where(id => !listed.Contains(id)).ToList())
            {
                Ended(id, reason);
            }
        }
    }

    /// <summary>The session is over.</summary>
    public void LoseAll(string reason)
    {
        lock (_gate)
        {
            foreach (var subscription in _byFeed.Values)
            {
                subscription.Feed.LostBy(session, reason);
            }

            _isOver = true;
            _byFeed.Clear();
            _byId.Clear();
        }
    }
}
