using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Executor.Core.Invariants;
using Executor.Core.Journal;
using Executor.Core.Migration;

namespace Executor.Core.Positions;

/// <summary>All that must survive a restart for one symbol. Immutable: every step returns a new value.</summary>
public sealed record PositionState
{
    /// <summary>Journal events kept in the state; older ones live in the journal alone.</summary>
    public const int JournalDepth = 48;

    /// <summary>Answers kept so that a repeated signal gets its first answer again.</summary>
    public const int AnswerDepth = 64;

    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Number of the activation that owns this state; raised by each claim, part of every client order id.</summary>
    public long Epoch { get; init; }

    /// <summary>Where the position stands.</summary>
    public PositionStatus Status { get; init; }

    /// <summary>The trade under way; null exactly when <see cref="Status"/> is <see cref="PositionStatus.Flat"/>.</summary>
    public Trade? Trade { get; init; }

    /// <summary>Requests whose outcome is not settled, oldest first; at most one a slot.</summary>
    public ImmutableArray<Intent> Intents { get; init; } = [];

    /// <summary>No entry before this time (LOCK_SEC); null: not locked.</summary>
    public DateTimeOffset? LockUntil { get; init; }

    /// <summary>No entry before this time (COOLDOWN_SEC); null: none.</summary>
    public DateTimeOffset? CooldownUntil { get; init; }

    /// <summary>The last signals that were answered, oldest first.</summary>
    public ImmutableArray<SignalAnswer> Answers { get; init; } = [];

    /// <summary>The trade that closed last; null before the first.</summary>
    public ClosedTrade? LastClosed { get; init; }

    /// <summary>Closed trades, aborted ones included, that the trade ledger and the account have not confirmed yet, oldest first.</summary>
    public ImmutableArray<ClosedTrade> Undelivered { get; init; } = [];

    /// <summary>Why the symbol opens nothing until an operator releases it; null: it trades.</summary>
    public Hold? Hold { get; init; }

    /// <summary>Where the state came from when it was taken over from the original; null: it began here.</summary>
    public ImportMark? Import { get; init; }

    /// <summary>What the invariants remember.</summary>
    public InvariantMemory Invariants { get; init; } = InvariantMemory.Empty;

    /// <summary>UNIX second in the newest trade key; a new key takes a later one, so that keys never repeat.</summary>
    public long LastTradeSecond { get; init; }

    /// <summary>Running number of the last request to the exchange.</summary>
    public long LastIntentId { get; init; }

    /// <summary>When the exchange is to be looked at next; null: nothing to look for.</summary>
    public DateTimeOffset? InspectAt { get; init; }

    /// <summary>What the next look is to show, whatever else makes one due.</summary>
    public DueLook DueLook { get; init; }

    /// <summary>Number of the newest journal event.</summary>
    public long JournalSequence { get; init; }

    /// <summary>The newest journal events, oldest first. Written together with the state, so none is lost between a decision and its
    /// publication.</summary>
    public ImmutableArray<JournalEvent> Journal { get; init; } = [];

    /// <summary>True from a take-over, or the release of what was in other hands, until the exchange has been looked at: nothing is sent before.</summary>
    [JsonIgnore]
    public bool IsLookFirst => DueLook is DueLook.Orders or DueLook.Everything;

    /// <summary>True while the trade that was taken over from the original is open.</summary>
    [JsonIgnore]
    public bool IsTradeImported => Trade is not null && Import?.TradeKey == Trade.Key;

    /// <summary>This state with <paramref name="closed"/> as its last trade and nothing under way.</summary>
    internal PositionState Closed(ClosedTrade closed) => this with
    {
        Status = PositionStatus.Flat,
        LastClosed = closed,
        Undelivered = Undelivered.Add(closed),
        Trade = null,
        LockUntil = null,
        InspectAt = null,
    };

    /// <summary>The state of a symbol that has never traded.</summary>
    public static PositionState Empty(string symbol) => new() { Symbol = symbol };
}
