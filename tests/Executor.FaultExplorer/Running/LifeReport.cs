using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.FaultExplorer.Safety;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>What came of one life.</summary>
internal sealed record LifeReport
{
    /// <summary>What was lived.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>The property that broke, S1 to S8; null: none.</summary>
    public string? Property { get; init; }

    /// <summary>What broke, in words.</summary>
    public string? What { get; init; }

    /// <summary>Requests that were named.</summary>
    public int Requests { get; init; }

    /// <summary>Decisions that were made.</summary>
    public int Steps { get; init; }

    /// <summary>Trades that closed with an execution.</summary>
    public int Trades { get; init; }

    /// <summary>Faults that struck.</summary>
    public ImmutableArray<Strike> Struck { get; init; } = [];

    /// <summary>Virtual time from the end of the faults until flat or protected.</summary>
    public TimeSpan Recovery { get; init; }

    /// <summary>Longest uncovered window and how many, by cause.</summary>
    public IReadOnlyDictionary<(string Cause, WindowClass Class), (TimeSpan Longest, int Count)> Windows { get; init; } =
        ImmutableDictionary<(string, WindowClass), (TimeSpan, int)>.Empty;

    /// <summary>The requests in the order in which they were named.</summary>
    public IReadOnlyList<ExchangeCommand> Commands { get; init; } = [];

    /// <summary>Journal events, oldest first; empty unless the trace was asked for.</summary>
    public IReadOnlyList<JournalEvent> Journal { get; init; } = [];

    /// <summary>Our orders on the exchange's books at the end; empty unless the trace was asked for.</summary>
    public ImmutableArray<OrderReport> Orders { get; init; } = [];

    /// <summary>The state at the end.</summary>
    public required PositionState State { get; init; }

    /// <summary>The trace; empty unless it was asked for.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];
}
