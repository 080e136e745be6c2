using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Executor.Core.Invariants;
using Executor.Core.Journal;
using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>Counts events where they are decided, each once; what is published again after a take-over does not count again.</summary>
internal sealed class JournalInstruments
{
    private readonly Counter<long> _events;
    private readonly Counter<long> _invariants;
    private readonly Counter<long> _windows;

    public JournalInstruments(Meter meter)
    {
        _events = meter.CreateCounter<long>("executor.journal.events", "{event}", "Events of the journal by name and level.");
        _invariants = meter.CreateCounter<long>("executor.invariants", "{finding}", "Findings that were reported, by invariant and severity.");
        _windows = meter.CreateCounter<long>("executor.position.uncovered.windows", "{window}", "Windows that ended in which less than the open quantity was under stops.");
    }

    public void Happened(string symbol, ImmutableArray<JournalEvent> events)
    {
        if (!_events.Enabled && !_invariants.Enabled && !_windows.Enabled)
            return;
        foreach (var happened in events)
        {
            _events.Add(1, new("event", happened.Name), new("level", Word(happened.Level)));
            if (InvariantEvents.Is(happened))
                _invariants.Add(1, Tags.Symbol(symbol), new("invariant", InvariantEvents.IdOf(happened)), new("severity", InvariantEvents.IsError(happened) ? "error" : "warn"));
            if (UncoveredCauses.CodeOf(happened) is { } cause)
                _windows.Add(1, Tags.Symbol(symbol), new("cause", cause));
        }
    }

    public static string Word(JournalLevel level) => level switch
    {
        JournalLevel.Info => "info",
        JournalLevel.Warning => "warning",
        JournalLevel.Alarm => "alarm",
    };
}
