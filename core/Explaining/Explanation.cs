using System.Collections.Immutable;
using Executor.Core.Journal;

namespace Executor.Core.Explaining;

/// <summary>What was decided about one trade, in order, with the rule behind each decision and its figures computed again.</summary>
public sealed record Explanation
{
    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Key of the trade.</summary>
    public required string TradeKey { get; init; }

    /// <summary>The decisions, oldest first.</summary>
    public required ImmutableArray<ExplainedStep> Steps { get; init; }

    /// <summary>What could not be computed again and why; empty when nothing is missing.</summary>
    public required ImmutableArray<string> Gaps { get; init; }

    /// <summary>True when no figure differs from what was recorded.</summary>
    public bool Agrees => Steps.All(step => step.Figures.All(figure => figure.Agrees));
}

/// <summary>One decision.</summary>
/// <param name="Event">What the journal has of it.</param>
/// <param name="Rule">The rule that decided, in words; null: the event's own reason says it all.</param>
/// <param name="Figures">Its figures, computed again.</param>
public sealed record ExplainedStep(JournalEvent Event, string? Rule, ImmutableArray<ComparedFigure> Figures);

/// <summary>One figure as it was recorded and as it comes out when it is computed again.</summary>
/// <param name="Name">Name of the figure.</param>
/// <param name="Recorded">Value in the journal.</param>
/// <param name="Recomputed">Value from the rule.</param>
/// <param name="From">The inputs, in words.</param>
public sealed record ComparedFigure(string Name, decimal Recorded, decimal Recomputed, string From)
{
    /// <summary>True when both are the same number.</summary>
    public bool Agrees => Recorded == Recomputed;
}
