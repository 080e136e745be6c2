using System.Threading.Channels;

namespace Executor.Silo.Journal;

/// <summary>A reader's queue of journal events.</summary>
internal sealed class JournalSubscription(int capacity)
{
    private readonly Channel<JournalEntry> _entries = Channel.CreateBounded<JournalEntry>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private long _lost;

    /// <summary>The events, in order of publication.</summary>
    public ChannelReader<JournalEntry> Entries => _entries.Reader;

    /// <summary>How many events were lost since the last call because the reader was too slow.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    internal void Offer(JournalEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry))
            Interlocked.Increment(ref _lost);
    }

    internal void Complete() => _entries.Writer.TryComplete();
}
