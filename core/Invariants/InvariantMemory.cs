using System.Collections.Immutable;

namespace Executor.Core.Invariants;

/// <summary>What the invariants remember between two runs of one symbol; durable, so that a restart neither repeats nor forgets an alarm.
/// What no longer holds an alarm back is dropped, so it stays small.</summary>
public sealed record InvariantMemory
{
    /// <summary>Alarms that still hold back a repetition, oldest first.</summary>
    public ImmutableArray<AlarmTime> Alarms { get; init; } = [];

    /// <summary>Refusals of trailing stops, by position (I10).</summary>
    public ImmutableArray<TrailErrors> TrailErrors { get; init; } = [];

    /// <summary>The last refusal of a trailing stop; null: there was none.</summary>
    public TrailRefusal? LastTrailRefusal { get; init; }

    /// <summary>The debt that is watched after a close (I13); null: none is.</summary>
    public DebtEpisode? Debt { get; init; }

    /// <summary>The closed trade that the exchange has shown to owe nothing; null: none yet.</summary>
    public string? DebtFreeTrade { get; init; }

    /// <summary>What one run showed and another has to confirm.</summary>
    public ImmutableArray<Suspicion> Suspicions { get; init; } = [];

    /// <summary>Since when an execution is unexplained; null: none is.</summary>
    public DateTimeOffset? UnexplainedSince { get; init; }

    /// <summary>Nothing remembered.</summary>
    public static InvariantMemory Empty { get; } = new();
}

/// <summary>When an alarm was raised last.</summary>
/// <param name="Key">Invariant, severity, kind and position.</param>
/// <param name="At">UTC.</param>
public sealed record AlarmTime(string Key, DateTimeOffset At);

/// <summary>Refusals of the trailing stops of one position.</summary>
/// <param name="Position">What tells it from other positions.</param>
/// <param name="Times">When they happened within the last quarter of an hour, oldest first, UTC.</param>
public sealed record TrailErrors(string Position, ImmutableArray<DateTimeOffset> Times);

/// <summary>The exchange refused to move a stop to where the trail wants it.</summary>
/// <param name="TradeKey">The trade.</param>
/// <param name="Code">Binance error code, below 0.</param>
/// <param name="At">When, UTC.</param>
public sealed record TrailRefusal(string TradeKey, int Code, DateTimeOffset At);

/// <summary>Something that one run showed: it may be an answer that lags.</summary>
/// <param name="Id">The invariant, and where it was seen.</param>
/// <param name="Since">First run in a row that showed it, UTC.</param>
public sealed record Suspicion(string Id, DateTimeOffset Since);

/// <summary>The watch over debts after a close.</summary>
/// <param name="Id">Symbol and time of the close, or of the moment at which it was noticed.</param>
/// <param name="SeenAt">When the close was noticed, UTC.</param>
/// <param name="NextQuestionAt">When the exchange is to be asked next, UTC.</param>
public sealed record DebtEpisode(string Id, DateTimeOffset SeenAt, DateTimeOffset NextQuestionAt)
{
    /// <summary>True once debt has been warned of.</summary>
    public bool IsWarned { get; init; }

    /// <summary>True once debt has been reported as an error.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>True once it has been reported that the exchange cannot be asked.</summary>
    public bool IsUnavailable { get; init; }
}
