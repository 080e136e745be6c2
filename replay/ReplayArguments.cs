namespace Executor.Replay;

/// <summary>What the <c>replay</c> verb was asked to do.</summary>
public sealed record ReplayArguments
{
    /// <summary>The signal log, JSON lines; <c>.gz</c> is taken.</summary>
    public required string Signals { get; init; }

    /// <summary>The feed, <c>aggregated.csv</c>; <c>.gz</c> is taken.</summary>
    public required string Feed { get; init; }

    /// <summary>Traded pair; null: as the settings or the name of the feed's folder say.</summary>
    public string? Symbol { get; init; }

    /// <summary>File of settings; null: the defaults.</summary>
    public string? Settings { get; init; }

    /// <summary>Where to write the result as JSON; null: nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Where to write the report as one HTML page; null: nowhere.</summary>
    public string? Html { get; init; }

    /// <summary>Verify the safety properties after every step.</summary>
    public bool Check { get; init; }

    /// <summary>Replay the same input under the baseline exit policy too, and compare.</summary>
    public bool Baseline { get; init; }
}
