using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Grains.Journal;

namespace Executor.Grains.Tests.Cluster;

/// <summary>A sink that keeps every event once, and tells whoever waits for one.</summary>
internal sealed class JournalCollector : IJournalSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<JournalEvent>> _events = [];
    private readonly List<(string Symbol, string Name, int Count, TaskCompletionSource Seen)> _waiters = [];

    /// <summary>Events handed over, repetitions included.</summary>
    public int Published { get; private set; }

    public void Publish(string symbol, ImmutableArray<JournalEvent> events)
    {
        lock (_gate)
        {
            Published += events.Length;
            if (!_events.TryGetValue(symbol, out var kept))
                _events[symbol] = kept = [];
            var newest = kept.Count > 0 ? kept[^1].Sequence : 0;
            kept.AddRange(events.Where(entry => entry.Sequence > newest));
            _waiters.RemoveAll(waiter => Count(waiter.Symbol, waiter.Name) >= waiter.Count && waiter.Seen.TrySetResult());
        }
    }

    public ImmutableArray<JournalEvent> Of(string symbol)
    {
        lock (_gate)
            return _events.TryGetValue(symbol, out var kept) ? [.. kept] : [];
    }

    public IEnumerable<string> NamesOf(string symbol) => Of(symbol).Select(entry => entry.Name);

    /// <summary>Ends when the event has been published <paramref name="count"/> times.</summary>
    public Task SeenAsync(string symbol, string name, int count = 1)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (Count(symbol, name) >= count)
                return Task.CompletedTask;
            _waiters.Add((symbol, name, count, seen));
        }
        return Patience.ForAsync(seen.Task);
    }

    private int Count(string symbol, string name) => _events.TryGetValue(symbol, out var kept) ? kept.Count(entry => entry.Name == name) : 0;
}
