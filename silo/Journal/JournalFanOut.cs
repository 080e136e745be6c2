using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Grains.Journal;
using Executor.Silo.Notifications;

namespace Executor.Silo.Journal;

/// <summary>Hands what positions publish to the journal and to the webhooks. Each remembers for itself what it has had: a kill may have come between
/// the two.</summary>
internal sealed class JournalFanOut(JournalHub journal, WebhookQueue webhooks) : IJournalSink
{
    public void Publish(string symbol, ImmutableArray<JournalEvent> events)
    {
        journal.Publish(symbol, events);
        webhooks.Publish(symbol, events);
    }
}
