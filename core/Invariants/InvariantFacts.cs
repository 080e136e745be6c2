using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Invariants;

/// <summary>What the invariants judge: one symbol at one moment, in no particular shape of state. A missing number is null; null and numbers that
/// are not above 0 mean the same to the detectors.</summary>
internal sealed record InvariantFacts
{
    /// <summary>UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Price step; 0: none is known.</summary>
    public decimal Tick { get; init; }

    /// <summary>Quantity step, base; 0: none is known.</summary>
    public decimal LotStep { get; init; }

    /// <summary>Least quantity of an order, base; 0: none is known.</summary>
    public decimal MinQuantity { get; init; }

    /// <summary>The position; null: there is none.</summary>
    public PositionFacts? Position { get; init; }

    /// <summary>The feed that the trail reads.</summary>
    public FeedFacts Feed { get; init; } = new();

    /// <summary>The margin account; null on spot.</summary>
    public MarginFacts? Margin { get; init; }

    /// <summary>True when a trade has been closed whose debt is to be looked for, and nothing is open (I13).</summary>
    public bool IsClosed { get; init; }
}

/// <summary>A position as the invariants see it.</summary>
internal sealed record PositionFacts
{
    /// <summary>True when orders are really sent for it.</summary>
    public bool IsLive { get; init; }

    /// <summary>Status; anything unknown counts as <see cref="PositionStatus.Flat"/>.</summary>
    public PositionStatus Status { get; init; }

    /// <summary>Direction; null: not one of the two.</summary>
    public PositionSide? Side { get; init; }

    /// <summary>What tells it from other positions of the symbol.</summary>
    public required string Key { get; init; }

    /// <summary>Whole quantity, base.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Entry price.</summary>
    public decimal? Entry { get; init; }

    /// <summary>Id of the entry order; null or empty: missing.</summary>
    public string? OrderId { get; init; }

    /// <summary>Client id of the entry order; null or empty: missing.</summary>
    public string? ClientId { get; init; }

    /// <summary>How it was entered; null or empty: missing.</summary>
    public string? EntryMode { get; init; }

    /// <summary>True when it was adopted from the exchange: what it was entered with is not known.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was closed, UTC; null while it is not, or when that is not recorded.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Its exits.</summary>
    public ExitFacts Exits { get; init; } = new();

    /// <summary>Its prices.</summary>
    public PriceFacts Prices { get; init; } = new();

    /// <summary>True once the first target has been taken and the stop belongs at the entry price.</summary>
    public bool IsFirstTargetDone { get; init; }

    /// <summary>True while the stop trails.</summary>
    public bool IsTrailing { get; init; }

    /// <summary>The trail.</summary>
    public TrailFacts Trail { get; init; } = new();
}

/// <summary>Whether a group of fields could be read.</summary>
internal enum FactShape
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>It is missing or empty: every field of it counts as missing.</summary>
    Missing,

    /// <summary>Something else stands in its place.</summary>
    Malformed,
}

/// <summary>Order ids and quantities of the exits.</summary>
internal sealed record ExitFacts
{
    public FactShape Shape { get; init; }

    /// <summary>False when nothing is open that a stop would protect: it leaves at market.</summary>
    public bool IsStopDue { get; init; } = true;

    /// <summary>False when no order rests for the targets: they are supervised, or what they would close leaves.</summary>
    public bool AreTargetsDue { get; init; } = true;

    public decimal? StopId { get; init; }

    public decimal? Target1Id { get; init; }

    public decimal? Target2Id { get; init; }

    /// <summary>Quantities of the three legs, base.</summary>
    public ImmutableArray<decimal?> Legs { get; init; } = [null, null, null];

    /// <summary>Refused attempts to place them.</summary>
    public decimal? Tries { get; init; }
}

/// <summary>Entry, stop and targets, traded quote.</summary>
internal sealed record PriceFacts
{
    public FactShape Shape { get; init; }

    public decimal? Entry { get; init; }

    public decimal? Stop { get; init; }

    public decimal? Target1 { get; init; }

    public decimal? Target2 { get; init; }
}

/// <summary>The trail of a position.</summary>
internal sealed record TrailFacts
{
    public decimal? Quantity { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public decimal? StopPrice { get; init; }

    /// <summary>True while the cancel of the stop before is owed.</summary>
    public bool IsCancelPending { get; init; }

    /// <summary>Code of the last refusal of a trailing stop; null: none.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>When it was refused, UTC.</summary>
    public DateTimeOffset? ErrorAt { get; init; }
}

/// <summary>The feed that the trail reads.</summary>
internal sealed record FeedFacts
{
    /// <summary>True when the trail reads the feed and nothing else.</summary>
    public bool IsTrailSource { get; init; }

    /// <summary>Where it comes from; empty: nowhere.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>When it changed last, UTC; null: it cannot be read.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}

/// <summary>The margin account.</summary>
internal sealed record MarginFacts
{
    public bool IsIsolated { get; init; }

    /// <summary>Who borrows; null: neither word.</summary>
    public BorrowMode? BorrowMode { get; init; }

    /// <summary>What orders carry; null: an unknown word.</summary>
    public SideEffect? SideEffect { get; init; }

    /// <summary>The trade that the books of the account are kept for; null or empty: none.</summary>
    public string? ActiveTradeKey { get; init; }

    /// <summary>Keys of the trades that borrowing steps have been recorded for.</summary>
    public ImmutableSortedSet<string> HookKeys { get; init; } = [];
}
