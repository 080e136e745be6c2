using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Executor.Core.Exchange;
using Executor.Core.Planning;

namespace Executor.Core.Positions;

/// <summary>One trade from its signal to its close.</summary>
public sealed record Trade
{
    /// <summary><c>EX_EN_&lt;second&gt;</c>; never changes.</summary>
    public required string Key { get; init; }

    /// <summary>Key of the signal that opened it.</summary>
    public required string SignalKey { get; init; }

    /// <summary>Time of that signal, UTC.</summary>
    public required DateTimeOffset SignalTime { get; init; }

    /// <summary>When the entry was decided, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What was planned.</summary>
    public required TradePlan Plan { get; init; }

    /// <summary>What the account held before anything was sent; null until it was read.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>What is owed for this trade; null: nothing was borrowed.</summary>
    public TradeLoan? Loan { get; init; }

    /// <summary>What the next loan asks for, in the asset that is owed, as the last look showed; 0: no loan is to be taken.</summary>
    public decimal ToBorrow { get; init; }

    /// <summary>How far the end is; null while something is open.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>When the exchange itself ended an order of ours on a margin account, UTC: what executes since then under no id of ours is its
    /// liquidation. Null: it did not.</summary>
    public DateTimeOffset? ExchangeCanceledAt { get; init; }

    /// <summary>How its limit entry is sent; decided when it begins.</summary>
    public EntryList EntryList { get; init; }

    /// <summary>How far the entry is.</summary>
    public required EntryPhase Entry { get; init; }

    /// <summary>When the present entry order was decided; the entry timeout counts from here.</summary>
    public required DateTimeOffset EntrySince { get; init; }

    /// <summary>Orders of this trade that live or have executed, oldest first.</summary>
    public ImmutableArray<TrackedOrder> Orders { get; init; } = [];

    /// <summary>The legs; empty until the entry has ended.</summary>
    public ImmutableArray<Leg> Legs { get; init; } = [];

    /// <summary>What is kept for each slot beside its orders.</summary>
    public ImmutableArray<SlotRecord> Slots { get; init; } = [];

    /// <summary>Why the present stop level is where it is.</summary>
    public StopCause StopCause { get; init; } = StopCause.Initial;

    /// <summary>Where the first target's move to the entry price stands.</summary>
    public BreakEvenPhase BreakEven { get; init; }

    /// <summary>The trail; null until the second target has filled.</summary>
    public Trail? Trail { get; init; }

    /// <summary>First moment at which price was seen at or beyond a resting stop that has not filled; null: it is not there.</summary>
    public DateTimeOffset? StopCrossedAt { get; init; }

    /// <summary>Why the whole position leaves at market; null while it is managed.</summary>
    public string? CloseReason { get; init; }

    /// <summary>Stop levels as the exchange accepted them, oldest first.</summary>
    public ImmutableArray<StopChange> Stops { get; init; } = [];

    /// <summary>Finished windows in which less than the open quantity was under stops, oldest first.</summary>
    public ImmutableArray<UncoveredWindow> Uncovered { get; init; } = [];

    /// <summary>The window that is open now; null while covered.</summary>
    public UncoveredWindow? OpenWindow { get; init; }

    /// <summary>Quantity taken out of management because holdings turned out smaller, base; 0 or more.</summary>
    public decimal WrittenOff { get; init; }

    /// <summary>Part of it that somebody else took out of the account, base; 0 or more.</summary>
    public decimal TakenOutside { get; init; }

    /// <summary>Order ids of executions that no look has explained yet: nothing counts as absent while there are any.</summary>
    public ImmutableArray<long> Unexplained { get; init; } = [];

    /// <summary>Order ids that turned out to be somebody else's.</summary>
    public ImmutableArray<long> Strangers { get; init; } = [];

    /// <summary>Since when <see cref="Unexplained"/> has not been empty; null: it is.</summary>
    public DateTimeOffset? UnexplainedSince { get; init; }

    /// <summary>Since when the symbol takes no new orders although something is open; null: it does, or nothing is.</summary>
    public DateTimeOffset? NotTradingSince { get; init; }

    /// <summary>Stops of somebody else that count as cover (MANUAL_CHANGES=adopt), as the last look showed them.</summary>
    public ImmutableArray<ForeignStop> ForeignStops { get; init; } = [];

    /// <summary>Refused attempts to move the stop to the entry price since the last pause.</summary>
    public int BreakEvenAttempts { get; init; }

    /// <summary>The move to the entry price is not tried before this time; null: at once.</summary>
    public DateTimeOffset? BreakEvenRetryAt { get; init; }

    /// <summary>Base that the account lacks; acted upon when it lasts. Null: nothing is missing.</summary>
    public Shortfall? Shortfall { get; init; }

    /// <summary>All executions of the trade, in the order in which they became known.</summary>
    [JsonIgnore]
    public IEnumerable<(TrackedOrder Order, Fill Fill)> Fills => Orders.SelectMany(order => order.Fills.Select(fill => (order, fill)));
}

/// <summary>How far the entry of a trade is.</summary>
public enum EntryPhase
{
    /// <summary>What the account holds and owes is being read; nothing has been sent.</summary>
    Preparing,

    /// <summary>What the account lacks is being borrowed; the entry order follows.</summary>
    Borrowing,

    /// <summary>A limit order is wanted or rests.</summary>
    Limit,

    /// <summary>The limit order is being cancelled.</summary>
    Cancelling,

    /// <summary>A market order is wanted or under way.</summary>
    Market,

    /// <summary>No entry order lives any more.</summary>
    Done,
}

/// <summary>Where the move of the stop to the entry price stands.</summary>
public enum BreakEvenPhase
{
    /// <summary>The first target has not filled.</summary>
    Waiting,

    /// <summary>The stop is to be moved.</summary>
    Moving,

    /// <summary>Refused too often; waits before it tries again.</summary>
    Paused,

    /// <summary>The stop rests at the entry price or better, or there is nothing left to move.</summary>
    Done,
}

/// <summary>Why a stop level was chosen.</summary>
public enum StopCause
{
    /// <summary>The plan's stop.</summary>
    Initial,

    /// <summary>Break-even after the first target.</summary>
    BreakEven,

    /// <summary>The trail after the second target.</summary>
    Trail,
}

/// <summary>The trail after the second target.</summary>
public sealed record Trail
{
    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>A bar must close beyond this price (feed quote) before the first move; null: no confirmation is awaited.</summary>
    public decimal? Reference { get; init; }

    /// <summary>True until the trail has moved the stop once: the first move needs no full step.</summary>
    public bool IsFresh { get; init; } = true;
}

/// <summary>A stop level that the exchange accepted.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Price">Trigger price, traded quote.</param>
/// <param name="Cause">Why this level.</param>
public sealed record StopChange(DateTimeOffset At, decimal Price, StopCause Cause);

/// <summary>A time in which less than the open quantity was under live stops.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC; equal to <paramref name="From"/> while it is open.</param>
/// <param name="Quantity">Uncovered base quantity, above 0.</param>
/// <param name="Cause">What was being done.</param>
public sealed record UncoveredWindow(DateTimeOffset From, DateTimeOffset To, decimal Quantity, string Cause);

/// <summary>The account holds less than should be open.</summary>
/// <param name="Quantity">Base that is missing, above 0.</param>
/// <param name="Since">First look that showed it, UTC.</param>
public sealed record Shortfall(decimal Quantity, DateTimeOffset Since);

/// <summary>A stop on the exit side that carries no name of ours.</summary>
/// <param name="OrderId">The exchange's id.</param>
/// <param name="Quantity">Base that it can still execute, above 0.</param>
/// <param name="StopPrice">Trigger price, traded quote.</param>
public sealed record ForeignStop(long OrderId, decimal Quantity, decimal StopPrice);

/// <summary>A trade that has ended.</summary>
public sealed record ClosedTrade
{
    /// <summary>The trade as it stood at the end.</summary>
    public required Trade Trade { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The original's close reason, for example <c>SL</c>, <c>TP2</c>, <c>SL_WATCHDOG</c>, <c>ENTRY_TIMEOUT</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Kind of exit, for example <c>NORMAL_SL</c>, <c>NORMAL_TRAIL</c>, <c>ABORTED</c>.</summary>
    public required string ExitType { get; init; }

    /// <summary>The money in it.</summary>
    public required TradeResult Result { get; init; }
}
