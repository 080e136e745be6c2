using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Exchange.Streams.Account;

/// <summary>Those who follow one wallet, and the sessions that hear it: two while one replaces the other.</summary>
internal sealed class WalletFeed(Wallet wallet, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private ImmutableArray<AccountMailbox> _followers = [];
    private ImmutableHashSet<AccountSession> _heardBy = [];
    private string? _deafReason;

    public Wallet Wallet => wallet;

    public bool HasFollowers => !_followers.IsEmpty;

    public void Join(AccountMailbox follower)
    {
        lock (_gate)
        {
            _followers = _followers.Add(follower);
            if (!_heardBy.IsEmpty)
            {
                follower.Put(new AccountEvent.Listening(clock.GetUtcNow()));
            }
            else if (_deafReason is { } reason)
            {
                follower.Put(new AccountEvent.Interrupted(reason));
            }
        }
    }

    public void Leave(AccountMailbox follower)
    {
        lock (_gate)
        {
            _followers = _followers.Remove(follower);
        }
    }

    public void Put(AccountEvent happened)
    {
        lock (_gate)
        {
            foreach (var follower in _followers)
            {
                follower.Put(happened);
            }
        }
    }

    /// <summary>A session hears the wallet from now on.</summary>
    public void HeardBy(AccountSession session)
    {
        lock (_gate)
        {
            var wasDeaf = _heardBy.IsEmpty;
            _heardBy = _heardBy.Add(session);
            _deafReason = null;
            if (wasDeaf)
            {
                Put(new AccountEvent.Listening(clock.GetUtcNow()));
            }
        }
    }

    /// <summary>A session hears the wallet no more; nothing when it never did.</summary>
    public void LostBy(AccountSession session, string reason)
    {
        lock (_gate)
        {
            var before = _heardBy;
            _heardBy = before.Remove(session);
            if (_heardBy.IsEmpty && !before.IsEmpty)
            {
                Deaf(reason);
            }
        }
    }

    /// <summary>Says why nothing is heard, once a reason; nothing while another session hears.</summary>
    public void Deaf(string reason)
    {
        lock (_gate)
        {
            if (_heardBy.IsEmpty && _deafReason != reason)
            {
                _deafReason = reason;
                Put(new AccountEvent.Interrupted(reason));
            }
        }
    }

    /// <summary>Something was missed: whoever follows has to look.</summary>
    public void Look(string reason)
    {
        lock (_gate)
        {
            if (!_heardBy.IsEmpty)
            {
                Put(new AccountEvent.Interrupted(reason));
                Put(new AccountEvent.Listening(clock.GetUtcNow()));
            }
        }
    }
}
