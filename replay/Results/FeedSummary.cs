using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.Replay.Reading;

namespace Executor.Replay.Results;

/// <summary>What was read of the feed.</summary>
public sealed record FeedSummary
{
    /// <summary>Good rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Lines that are no rows.</summary>
    public required ImmutableArray<LineProblem> Malformed { get; init; }

    /// <summary>The good rows.</summary>
    public required ReadOnlyMemory<Bar> Bars { get; init; }

    /// <summary>Time of the first row; null when there is none.</summary>
    public DateTimeOffset? First => Bars.IsEmpty ? null : Bars.Span[0].Time;

    /// <summary>Time of the last row; null when there is none.</summary>
    public DateTimeOffset? Last => Bars.IsEmpty ? null : Bars.Span[^1].Time;
}
