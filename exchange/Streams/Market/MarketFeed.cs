using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Market;

/// <summary>The market of one symbol: what is known of its prices, and who follows it. Safe for several threads.</summary>
internal sealed class MarketFeed
{
    private readonly MarketServices _services;
    private readonly Lock _gate = new();
    private ImmutableArray<Follower> _followers = [];
    private ImmutableHashSet<MarketSession> _heardBy = [];
    private NewestNumber _newestBook;
    private NewestNumber _newestTrade;
    private (decimal Bid, decimal Ask, DateTimeOffset At)? _book;
    private decimal? _last;
    private long _quotedAt;
    private bool _isSilent;

    public MarketFeed(string symbol, MarketServices services)
    {
        _services = services;
        _quotedAt = services.Clock.GetTimestamp();
        Symbol = symbol;
        Streams = MarketStreams.Of(symbol);
    }

    public string Symbol { get; }

    /// <summary>Names of its streams.</summary>
    public ImmutableArray<string> Streams { get; }

    public bool HasFollowers => !_followers.IsEmpty;

    /// <summary>True while a session is subscribed and no price of a trade is known.</summary>
    public bool LacksLastPrice
    {
        get
        {
            lock (_gate)
            {
                return _last is null && !_heardBy.IsEmpty;
            }
        }
    }

    public void Join(Follower follower)
    {
        lock (_gate)
        {
            _followers = _followers.Add(follower);
            if (!_heardBy.IsEmpty)
            {
                follower.Minutes?.Reconnected();
            }

            if (!_isSilent && Quote() is { } quote)
            {
                follower.Mailbox.Put(new MarketEvent.Quoted(quote));
            }
        }
    }

    public void Leave(Follower follower)
    {
        lock (_gate)
        {
            _followers = _followers.Remove(follower);
        }
    }

    /// <summary>A session has subscribed: what was missed before is read.</summary>
    public void HeardBy(MarketSession session)
    {
        lock (_gate)
        {
            _heardBy = _heardBy.Add(session);
            WakeFollowers();
        }
    }

    /// <summary>A session hears the symbol no more. When it was the last, prices from before do not mix with those that come after.</summary>
    public void LostBy(MarketSession session)
    {
        lock (_gate)
        {
            _heardBy = _heardBy.Remove(session);
            _newestBook.Forget(session);
            _newestTrade.Forget(session);
            if (_heardBy.IsEmpty)
            {
                _book = null;
                _last = null;
            }
        }
    }

    /// <summary>New best prices; impossible ones are dropped, so that prices which stay impossible fall silent.</summary>
    public void OnBook(MarketSession session, WireBookTicker ticker)
    {
        var number = WireText.Required(ticker.UpdateId, "u");
        var (bid, ask) = (WireText.Required(ticker.Bid, "b"), WireText.Required(ticker.Ask, "a"));
        if (bid <= 0m || ask < bid)
        {
            _services.Telemetry.Dropped(MarketLine.KindName, "impossible prices");
            return;
        }

        lock (_gate)
        {
            if (_heardBy.Contains(session) && _newestBook.Take(session, number))
            {
                _book = (bid, ask, _services.Clock.GetUtcNow());
                Publish(isFresh: true);
            }
        }
    }

    /// <summary>A trade. It gives the last price and no more: best prices stay as old as they are, since every trade also changes the book and is told there.</summary>
    public void OnTrade(MarketSession session, WireAggregateTrade trade)
    {
        var number = WireText.Required(trade.Id, "a");
        var price = WireText.Required(trade.Price, "p");
        lock (_gate)
        {
            if (price > 0m && _heardBy.Contains(session) && _newestTrade.Take(session, number) && _last != price)
            {
                _last = price;
                Publish(isFresh: false);
            }
        }
    }

    /// <summary>The last price as it was read, when no trade has come meanwhile.</summary>
    public void SeedLastPrice(decimal price)
    {
        lock (_gate)
        {
            if (_last is null && !_heardBy.IsEmpty)
            {
                _last = price;
                Publish(isFresh: false);
            }
        }
    }

    /// <summary>A minute has closed.</summary>
    public void OnMinute(Bar minute)
    {
        foreach (var follower in _followers)
        {
            follower.Minutes?.Heard(minute);
        }
    }

    /// <summary>Tells the followers when there was no quote for too long.</summary>
    public void CheckSilence()
    {
        lock (_gate)
        {
            var silence = _services.Clock.GetElapsedTime(_quotedAt);
            if (_isSilent || silence < _services.Options.Connections.SilentAfter)
            {
                return;
            }

            _isSilent = true;
            _services.Telemetry.FellSilent();
            var why = _heardBy.IsEmpty ? "there is no connection" : "the connection stands";
            foreach (var follower in _followers)
            {
                follower.Mailbox.Put(new MarketEvent.Silent($"no new prices of {Symbol} for {silence.TotalSeconds:0} s; {why}"));
            }
        }
    }

    private Quote? Quote() => _book is { } book && _last is { } last ? new Quote(book.Bid, book.Ask, last, book.At) : null;

    private void Publish(bool isFresh)
    {
        if (Quote() is not { } quote)
        {
            return;
        }

        if (isFresh)
        {
            _quotedAt = _services.Clock.GetTimestamp();
            _isSilent = false;
        }
        else if (_isSilent)
        {
            return; // its best prices are old
        }

        foreach (var follower in _followers)
        {
            follower.Mailbox.Put(new MarketEvent.Quoted(quote));
        }
    }

    private void WakeFollowers()
    {
        foreach (var follower in _followers)
        {
            follower.Minutes?.Reconnected();
        }
    }
}
