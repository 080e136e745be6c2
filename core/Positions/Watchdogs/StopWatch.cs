namespace Executor.Core.Positions.Watchdogs;

/// <summary>What has to be known to judge whether a stop does its work.</summary>
public sealed record StopWatch
{
    /// <summary>Direction of the position.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>Base that the stop was to close, what it has executed included; 0 or more.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Base that it has executed without being filled; 0 or more.</summary>
    public decimal Executed { get; init; }

    /// <summary>Trigger price, quote per base; null: not known.</summary>
    public required decimal? StopPrice { get; init; }

    /// <summary>True when it has filled: there is nothing left to watch.</summary>
    public bool IsFilled { get; init; }

    /// <summary>True when its rest was sent to market already.</summary>
    public bool HasActed { get; init; }

    /// <summary>First moment at which price was seen at or beyond it; null: it is not there.</summary>
    public DateTimeOffset? ReachedAt { get; init; }
}

/// <summary>What a stop needs.</summary>
public enum StopVerdict
{
    /// <summary>Nothing.</summary>
    Fine,

    /// <summary>Price is at or beyond it, and its time is not over.</summary>
    Reached,

    /// <summary>It has executed in part: what is left leaves at market.</summary>
    Partial,

    /// <summary>Price stayed at or beyond it for the whole grace: what is left leaves at market.</summary>
    Slipped,
}

/// <summary>The judgement.</summary>
/// <param name="Verdict">What it needs.</param>
/// <param name="Rest">What is left of it, with <see cref="StopVerdict.Partial"/> and <see cref="StopVerdict.Slipped"/>.</param>
/// <param name="ReachedAt">To be remembered for the next judgement.</param>
public sealed record StopFinding(StopVerdict Verdict, Remainder Rest, DateTimeOffset? ReachedAt);
