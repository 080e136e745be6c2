using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Grains.Journal;

namespace Executor.Silo.Live;

/// <summary>
/// Puts what a start finds on the exchange into the journal, where others have their symbol as <c>ACCOUNT</c>. Nothing of it is stored, so events are
/// numbered by the time: a later start never repeats a number.
/// </summary>
internal sealed class LiveJournal(IJournalSink journal, TimeProvider clock)
{
    public const string JournalName = "ACCOUNT";

    private readonly Lock _gate = new();
    private long _last;

    public void Publish(string name, JournalLevel level, string reason, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var list = ImmutableArray.CreateBuilder<JournalField>(fields.Length);
        foreach (var (field, value) in fields)
            list.Add(new JournalField(field, value));
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _last = Math.Max(_last + 1, now.UtcTicks);
            journal.Publish(
                JournalName, [new JournalEvent { Sequence = _last, At = now, Name = name, Level = level, Reason = reason, Fields = list.DrainToImmutable() }]);
        }
    }
}
