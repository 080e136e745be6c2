using System.Collections.Immutable;
using Executor.Simulator.Server.Faults;
using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>
/// Tells subscribers what the markets do: trades and quotes as they happen, inside the venue's turn; candles, tickers and books on
/// <see cref="Tick"/>. Thread-safe.
/// </summary>
internal sealed class MarketStreams : IDisposable
{
    private readonly Venue _venue;
    private readonly FaultBook _faults;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PeriodicStream> _periodic = new(StringComparer.Ordinal);
    private readonly IDisposable _subscription;
    private ImmutableArray<MarketSubscriber> _subscribers = [];
    private ImmutableDictionary<string, ImmutableArray<StreamName>> _active = ImmutableDictionary<string, ImmutableArray<StreamName>>.Empty;

    public MarketStreams(Venue venue, FaultBook faults)
    {
        _venue = venue;
        _faults = faults;
        _subscription = venue.Events.Subscribe(Receive);
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    public void Add(MarketSubscriber subscriber)
    {
        ImmutableInterlocked.Update(ref _subscribers, all => all.Add(subscriber));
        Refresh();
    }

    public void Remove(MarketSubscriber subscriber)
    {
        ImmutableInterlocked.Update(ref _subscribers, all => all.Remove(subscriber));
        Refresh();
    }

    /// <summary>Finds out anew what is listened to; to be called whenever a subscriber's streams have changed.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            var names = _subscribers.SelectMany(subscriber => subscriber.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(StreamName.Find).OfType<StreamName>().Where(name => name.Symbol.Length == 0 || _venue.FindMarket(name.Symbol) is not null)
                .ToList();
            _active = names.GroupBy(name => name.Symbol, StringComparer.Ordinal)
                .ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
            var now = _venue.Clock.Now;
            foreach (var gone in _periodic.Keys.Except(names.Select(name => name.Text)).ToList())
                _periodic.Remove(gone);
            foreach (var name in names)
            {
                if (!_periodic.ContainsKey(name.Text) && PeriodicStream.For(name, _venue, now) is { } periodic)
                    _periodic.Add(name.Text, periodic);
            }
        }
    }

    /// <summary>Sends what is due by the venue's clock.</summary>
    public void Tick()
    {
        List<PeriodicStream> streams;
        lock (_gate)
            streams = [.. _periodic.Values];
        var now = _venue.Clock.Now;
        foreach (var stream in streams)
        {
            foreach (var payload in stream.Due(now))
                Send(stream.Name, payload);
        }
    }

    private void Receive(VenueEvent happened)
    {
        switch (happened)
        {
            case VenueEvent.Traded traded when _active.TryGetValue(traded.Symbol, out var names):
                foreach (var name in names)
                {
                    if (name.Kind == StreamKind.Trade)
                        Send(name, MarketEvents.Trade(traded.Symbol, traded.Trade, traded.At));
                    else if (name.Kind == StreamKind.AggregateTrade)
                        Send(name, MarketEvents.AggregateTrade(traded.Symbol, traded.Trade, traded.At));
                }
                break;
            case VenueEvent.Quoted quoted when _active.TryGetValue(quoted.Symbol, out var names):
                foreach (var name in names)
                {
                    if (name.Kind == StreamKind.BookTicker)
                        Quote(name, quoted.Quote);
                }
                break;
        }
    }

    private void Quote(StreamName name, BestQuote quote)
    {
        var target = new FaultTarget(null, "bookTicker", name.Symbol, null);
        if (_faults.Draw(target, FaultKind.StaleQuotes) is not null)
            return;
        if (_faults.Draw(target, FaultKind.CrossedQuotes) is not null)
            quote = quote with { Bid = quote.Ask, BidQuantity = quote.AskQuantity, Ask = quote.Bid, AskQuantity = quote.BidQuantity };
        Send(name, MarketEvents.BookTicker(name.Symbol, quote));
    }

    private void Send(StreamName name, Action<WireWriter> payload)
    {
        var target = new FaultTarget(null, name.Text[(name.Text.IndexOf('@', StringComparison.Ordinal) + 1)..], name.Symbol, null);
        var times = _faults.Draw(target, FaultKind.EventLoss, FaultKind.EventDuplicate)?.Fault switch
        {
            FaultKind.EventLoss => 0,
            FaultKind.EventDuplicate => 2,
            _ => 1,
        };
        var frame = new StreamFrame(name.Text, payload);
        foreach (var subscriber in _subscribers)
        {
            for (var sent = 0; sent < times && subscriber.Hears(name.Text); sent++)
                subscriber.Send(frame);
        }
    }
}
