using System.Collections.Immutable;
using Executor.Core.Journal;

namespace Executor.Grains.Journal;

/// <summary>
/// Takes the events of positions for logs and displays, after the state that holds them is stored. Delivery is at least once: an
/// activation repeats the stored tail of its journal, because the one before may have died between its write and its publication. The
/// same sequence of the same symbol is the same event, so a sink passes on only what is above the highest sequence it has seen.
/// </summary>
public interface IJournalSink
{
    /// <summary>Hands over events of one symbol, ascending by sequence. Never blocks, never throws: it stands on the trading path.</summary>
    void Publish(string symbol, ImmutableArray<JournalEvent> events);
}
