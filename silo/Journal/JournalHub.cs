using System.Collections.Concurrent;
using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Grains.Journal;

namespace Executor.Silo.Journal;

/// <summary>
/// Hands journal events from the grains to those who show and write them. Publishing never waits: whoever reads too slowly loses its
/// newest events and is told how many. An activation publishes the tail it has stored again; an event that was published already is
/// recognised by its number and time.
/// </summary>
internal sealed class JournalHub : IJournalSink
{
    private readonly ConcurrentDictionary<string, LastEvent> _last = new(StringComparer.Ordinal);
    private ImmutableArray<Action<JournalEntry>> _receivers = [];
    private ImmutableArray<JournalSubscription> _subscriptions = [];

    /// <inheritdoc />
    public void Publish(string symbol, ImmutableArray<JournalEvent> events)
    {
        foreach (var happened in events)
        {
            if (!IsNews(symbol, happened))
                continue;
            foreach (var receive in _receivers)
                receive(new JournalEntry(symbol, happened));
        }
    }

    /// <summary>Notes that an event has been published before, by an earlier process.</summary>
    public void MarkPublished(string symbol, long sequence, DateTimeOffset at) =>
        _last.AddOrUpdate(symbol, new LastEvent(sequence, at), (_, known) => known.Sequence < sequence ? new LastEvent(sequence, at) : known);

    /// <summary>Calls <paramref name="receiver"/> with every event from now on; it must neither wait nor throw.</summary>
    public void Attach(Action<JournalEntry> receiver) => ImmutableInterlocked.Update(ref _receivers, static (all, added) => all.Add(added), receiver);

    /// <summary>Everything that is published from now on.</summary>
    /// <param name="capacity">Events that may wait for the reader; above 0.</param>
    public JournalSubscription Subscribe(int capacity)
    {
        var subscription = new JournalSubscription(capacity);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        Attach(subscription.Offer);
        return subscription;
    }

    /// <summary>Ends every subscription: what was published before can still be read.</summary>
    public void Complete()
    {
        foreach (var subscription in ImmutableInterlocked.InterlockedExchange(ref _subscriptions, []))
            subscription.Complete();
    }

    /// <summary>A lower number with a later time belongs to a state that began anew, and is news.</summary>
    private bool IsNews(string symbol, JournalEvent happened)
    {
        var next = new LastEvent(happened.Sequence, happened.At);
        while (true)
        {
            if (!_last.TryGetValue(symbol, out var known))
            {
                if (_last.TryAdd(symbol, next))
                    return true;
            }
            else if (happened.Sequence <= known.Sequence && happened.At <= known.At)
            {
                return false;
            }
            else if (_last.TryUpdate(symbol, next, known))
            {
                return true;
            }
        }
    }

    private sealed record LastEvent(long Sequence, DateTimeOffset At);
}
