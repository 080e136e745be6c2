namespace Executor.Exchange.Streams.Market;

/// <summary>All symbols that are followed, on as many connections as they need.</summary>
internal sealed class MarketHub : IAsyncDisposable
{
    /// <summary>How often it is seen whether symbols have fallen silent.</summary>
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(1);

    private readonly MarketServices _services;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (MarketFeed Feed, MarketLine Line)> _feeds = new(StringComparer.Ordinal);
    private readonly List<MarketLine> _lines = [];
    private readonly HashSet<Task> _stopping = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _checking;

    public MarketHub(MarketServices services)
    {
        _services = services;
        _checking = Task.Run(() => Task.WhenAll(CheckAsync(_stop.Token), new LastPriceSeed(services, Feeds).RunAsync(_stop.Token)));
    }

    /// <summary>Begins to follow a symbol; disposing ends it.</summary>
    public Following Join(string symbol, DateTimeOffset? minutesSince)
    {
        var mailbox = new MarketMailbox();
        var follower = new Follower(mailbox, minutesSince is { } since ? new MinuteChain(symbol, since, mailbox, _services) : null);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (!_feeds.TryGetValue(symbol, out var place))
            {
                var feed = new MarketFeed(symbol, _services);
                _feeds[symbol] = place = (feed, LineFor(feed));
            }

            place.Feed.Join(follower);
            return new Following(this, place.Feed, follower);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _stop.Cancel();
            _lines.ForEach(Retire);
            _lines.Clear();
            running = [.. _stopping];
        }

        await _checking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it ends by being cancelled
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private void Leave(MarketFeed feed, Follower follower)
    {
        lock (_gate)
        {
            feed.Leave(follower);
            if (feed.HasFollowers || !_feeds.Remove(feed.Symbol, out var place))
            {
                return;
            }

            place.Line.Remove(feed);
            if (place.Line.IsEmpty && _lines.Remove(place.Line))
            {
                Retire(place.Line);
            }
        }
    }

    private MarketLine LineFor(MarketFeed feed)
    {
        if (_lines.Find(line => line.TryAdd(feed)) is { } roomy)
        {
            return roomy;
        }

        var added = new MarketLine(_services);
        added.TryAdd(feed);
        _lines.Add(added);
        return added;
    }

    private void Retire(MarketLine line)
    {
        _stopping.RemoveWhere(task => task.IsCompleted);
        _stopping.Add(Task.Run(line.StopAsync));
    }

    private List<MarketFeed> Feeds()
    {
        lock (_gate)
        {
            return [.. _feeds.Values.Select(place => place.Feed)];
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(CheckPeriod, _services.Clock, cancellationToken).ConfigureAwait(false);
            Feeds().ForEach(feed => feed.CheckSilence());
        }
    }

    /// <summary>One follower's place.</summary>
    internal sealed class Following(MarketHub hub, MarketFeed feed, Follower follower) : IDisposable
    {
        public Follower Follower => follower;

        public void Dispose() => hub.Leave(feed, follower);
    }
}
