using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Replay.Reading;

namespace Executor.Replay.Results;

/// <summary>The outcome of a replay. The same input gives the same, down to the last digit.</summary>
public sealed record ReplayResult
{
    /// <summary>Rules under which it traded; the tick follows from the feed unless it was set.</summary>
    public required SymbolRules Rules { get; init; }

    /// <summary>Settings in force, in a fixed order.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>What was read of the feed.</summary>
    public required FeedSummary Feed { get; init; }

    /// <summary>Trades that executed, in the order of their closes.</summary>
    public required ImmutableArray<ClosedTrade> Trades { get; init; }

    /// <summary>Signals that led to no position.</summary>
    public required ImmutableArray<ReplaySkip> Skips { get; init; }

    /// <summary>Lines of the signal log; trades, skips, duplicates, invalid and ignored lines add up to it.</summary>
    public required long SignalLines { get; init; }

    /// <summary>Repetitions of a signal.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Lines of the signal log that cannot be read.</summary>
    public required ImmutableArray<LineProblem> Invalid { get; init; }

    /// <summary>Lines that are not for this system, by reason.</summary>
    public required ImmutableSortedDictionary<string, int> Ignored { get; init; }

    /// <summary>Quote balance at the end less that at the start, from the books of the exchange.</summary>
    public required decimal QuoteBalanceChange { get; init; }

    /// <summary>Breaches of the safety properties; empty when there are none or when they were not checked.</summary>
    public required ImmutableArray<SafetyViolation> Violations { get; init; }

    /// <summary>The same input under the baseline exit policy; null when it was not asked for.</summary>
    public ReplayResult? Baseline { get; init; }
}
