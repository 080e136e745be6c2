using System.Collections.Immutable;

namespace Executor.Exchange.Streams.Market;

/// <summary>The streams that one market session has asked for. Written by the subscribing thread, read by the reading one.</summary>
internal sealed class StreamTable(MarketSession session)
{
    private readonly Lock _gate = new();
    private readonly HashSet<MarketFeed> _feeds = [];
    private readonly Dictionary<string, MarketFeed> _byStream = new(StringComparer.Ordinal);
    private bool _isOver;

    /// <summary>The feed of a stream; null when the stream is not wanted.</summary>
    public MarketFeed? Find(ReadOnlySpan<char> stream)
    {
        lock (_gate)
        {
            return _byStream.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(stream, out var feed) ? feed : null;
        }
    }

    /// <summary>What is to be added and removed so that it is what is wanted.</summary>
    public (ImmutableArray<MarketFeed> Added, ImmutableArray<MarketFeed> Removed) Difference(IReadOnlyCollection<MarketFeed> wanted)
    {
        lock (_gate)
        {
            return ([.. wanted.Where(feed => !_feeds.Contains(feed))], [.. _feeds.Where(feed => !wanted.Contains(feed))]);
        }
    }

    public void Add(IEnumerable<MarketFeed> feeds)
    {
        lock (_gate)
        {
            foreach (var feed in feeds)
            {
                _feeds.Add(feed);
                foreach (var stream in feed.Streams)
                {
                    _byStream[stream] = feed;
                }
            }
        }
    }

    public void Remove(IEnumerable<MarketFeed> feeds)
    {
        lock (_gate)
        {
            foreach (var feed in feeds)
            {
                _feeds.Remove(feed);
                feed.LostBy(session);
                foreach (var stream in feed.Streams.Where(stream => _byStream.GetValueOrDefault(stream) == feed))
                {
                    _byStream.Remove(stream);
                }
            }
        }
    }

    /// <summary>The exchange has taken the subscription.</summary>
    public void Confirm(IEnumerable<MarketFeed> feeds)
    {
        lock (_gate)
        {
            foreach (var feed in _isOver ? [] : feeds)
            {
                feed.HeardBy(session);
            }
        }
    }

    /// <summary>Symbols of which a stream was asked for and is not listed.</summary>
    public ImmutableArray<MarketFeed> Missing(ImmutableHashSet<string> listed)
    {
        lock (_gate)
        {
            return [.. _feeds.Where(feed => feed.Streams.Any(stream => !listed.Contains(stream)))];
        }
    }

    /// <summary>The session is over.</summary>
    public void LoseAll()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (var feed in _feeds)
            {
                feed.LostBy(session);
            }

            _feeds.Clear();
            _byStream.Clear();
        }
    }
}
