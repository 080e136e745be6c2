using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Ledger;

/// <summary>
/// One trade as the ledger keeps it: all of its executions, what they cost, and how well its protection held. Aborted trades have one as well
/// (W62). Never changed once written.
/// </summary>
public sealed record TradeRecord
{
    /// <summary><c>EX_EN_&lt;second&gt;</c>; unique within the symbol.</summary>
    public required string Key { get; init; }

    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Base asset, in capitals.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>Quote asset, in capitals.</summary>
    public required string QuoteAsset { get; init; }

    /// <summary>Direction.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>The wallet it was traded on.</summary>
    public required TradingAccount Account { get; init; }

    /// <summary>Key of the signal that opened it.</summary>
    public required string SignalKey { get; init; }

    /// <summary>Time of that signal, UTC.</summary>
    public required DateTimeOffset SignalTime { get; init; }

    /// <summary>When the entry was decided, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>First execution of the entry, UTC; null: nothing executed.</summary>
    public required DateTimeOffset? EnteredAt { get; init; }

    /// <summary>When nothing of it was left, UTC.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>What was planned.</summary>
    public required TradePlan Plan { get; init; }

    /// <summary>Orders that executed, and the entry orders, oldest first; each replaced stop is an order of its own.</summary>
    public required ImmutableArray<RecordedOrder> Orders { get; init; }

    /// <summary>What it earned and cost.</summary>
    public required TradeMoney Money { get; init; }

    /// <summary>How much worse the entry was than planned, in multiples of the planned risk: above 0 is worse. Null: nothing executed.</summary>
    public required decimal? EntrySlippageR { get; init; }

    /// <summary>How much worse the stops executed than their trigger prices, in multiples of the planned risk: above 0 is worse. Null: none did.</summary>
    public required decimal? StopSlippageR { get; init; }

    /// <summary>Stop levels as the exchange accepted them, oldest first.</summary>
    public required ImmutableArray<StopChange> Stops { get; init; }

    /// <summary>Times in which less than the open quantity was under stops, oldest first.</summary>
    public required ImmutableArray<UncoveredWindow> Uncovered { get; init; }

    /// <summary>True when the first target closed its part.</summary>
    public required bool Target1Hit { get; init; }

    /// <summary>True when the second target closed its part.</summary>
    public required bool Target2Hit { get; init; }

    /// <summary>True when a stop executed.</summary>
    public required bool StopHit { get; init; }

    /// <summary>True when the stop was trailing at the end.</summary>
    public required bool WasTrailing { get; init; }

    /// <summary>The original's close reason, for example <c>SL</c>, <c>TP2</c>, <c>SL_WATCHDOG</c>, <c>ENTRY_TIMEOUT</c>.</summary>
    public required string CloseReason { get; init; }

    /// <summary>What ended it, as one of few kinds.</summary>
    public required ExitKind Exit { get; init; }

    /// <summary>Base that was left because it was too small to sell, or that somebody else took out; 0 or more.</summary>
    public required decimal WrittenOff { get; init; }

    /// <summary>Number of the activation that recorded it.</summary>
    public required long Epoch { get; init; }

    /// <summary>Calendar month of <see cref="ClosedAt"/>, the shelf on which it stands.</summary>
    public LedgerMonth Month => LedgerMonth.Of(ClosedAt);
}
