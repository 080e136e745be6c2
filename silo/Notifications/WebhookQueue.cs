using System.Collections.Immutable;
using System.Threading.Channels;
using Executor.Core.Journal;
using Executor.Silo.Configuration;
using Executor.Silo.Journal;
using Executor.Storage.Outbox;

namespace Executor.Silo.Notifications;

/// <summary>
/// Stands between the positions and the outbox: takes the events that leave, without ever waiting. What a kill takes out of it is handed over
/// again by the next activation, as far as the last events in its state reach; the outbox knows what it has had.
/// </summary>
internal sealed class WebhookQueue(SiloSettings settings)
{
    private const int Capacity = 16_384;

    private readonly Channel<OutboxDraft> _drafts = Channel.CreateBounded<OutboxDraft>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private long _lost;

    /// <summary>Messages for the outbox, in order within a symbol.</summary>
    public ChannelReader<OutboxDraft> Drafts => _drafts.Reader;

    /// <summary>Takes what leaves; nothing when there is nobody to send it to.</summary>
    public void Publish(string symbol, ImmutableArray<JournalEvent> events)
    {
        if (settings.Webhook is null)
            return;
        foreach (var happened in events)
        {
            if (WebhookMessage.Of(new JournalEntry(symbol, happened), settings.Mode) is { } draft && !_drafts.Writer.TryWrite(draft))
                Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>How many were lost since the last call because the outbox could not be written for too long.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    /// <summary>Nothing comes any more; what is there can still be read.</summary>
    public void Complete() => _drafts.Writer.TryComplete();
}
