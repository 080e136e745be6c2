using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Margin;

namespace Executor.Core.Settings;

/// <summary>How the entry order is sent.</summary>
public enum EntryMode
{
    /// <summary>A limit order; given up after the timeout.</summary>
    LimitOnly,

    /// <summary>A limit order; after the timeout a guarded market order (Plan B).</summary>
    LimitThenMarket,

    /// <summary>A market order at once.</summary>
    MarketOnly,
}

/// <summary>How the exits rest on the exchange.</summary>
public enum ExitStyle
{
    /// <summary>tp1 and tp2 are OCO lists (target and stop), the runner a lone stop.</summary>
    Oco,

    /// <summary>As <see cref="Oco"/>, and the limit entry carries stop and second target for all of it, armed by the exchange when it has filled.</summary>
    Bracket,

    /// <summary>One stop for everything rests; the targets are supervised and taken one by one. See docs/decisions.</summary>
    Legs,
}

/// <summary>Who borrows and repays on a margin account.</summary>
public enum BorrowMode
{
    /// <summary>This program does, before the entry and after the close.</summary>
    Manual,

    /// <summary>The exchange does, by the side effect of each order.</summary>
    Auto,
}

/// <summary>What is done when somebody changes the orders or the holding of a position by hand.</summary>
public enum ManualChangePolicy
{
    /// <summary>Missing exits are placed again; a reduced holding is taken for closed by hand and no longer managed.</summary>
    Restore,

    /// <summary>Missing exits stay away and the change is taken over as the new wish; a reduced holding is taken for closed by hand.</summary>
    Adopt,

    /// <summary>Nothing is sent any more until an operator releases the symbol.</summary>
    Halt,
}

/// <summary>Kind of the protective stop.</summary>
public enum StopKind
{
    /// <summary>Stop-limit, <see cref="SymbolSettings.StopLimitGapTicks"/> behind its trigger (the original).</summary>
    StopLossLimit,

    /// <summary>Stop-market.</summary>
    StopLoss,
}

/// <summary>
/// Everything the core needs to know about how one symbol is traded. Defaults are the original's; the names in capitals are its
/// environment variables. Amounts named USD are in the traded quote asset, or the feed's where that is said.
/// </summary>
public sealed record SymbolSettings
{
    /// <summary>SYMBOL: traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>STRICT_SOURCE: accept only events whose source is exactly <c>DeltaScout</c>.</summary>
    public bool StrictSource { get; init; } = true;

    /// <summary>DEDUP_PRICE_DECIMALS: decimals of the price in the event key; 0 to 12.</summary>
    public int DedupPriceDecimals { get; init; } = 1;

    /// <summary>SEEN_KEYS_MAX: remembered event keys; at least 1.</summary>
    public int SeenKeysMax { get; init; } = 500;

    /// <summary>MAX_PEAK_AGE_SEC: an older signal is skipped; zero switches the guard off.</summary>
    public TimeSpan MaxPeakAge { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>COOLDOWN_SEC: pause after a close.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>LOCK_SEC: pause from the start of an attempt to open.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>QTY_USD: quote notional of a trade, above 0.</summary>
    public decimal QuoteNotional { get; init; } = 100m;

    /// <summary>ENTRY_OFFSET_USD: distance of the entry limit from the signal price, feed quote.</summary>
    public PriceDistance EntryOffset { get; init; } = PriceDistance.Amount(0.5m);

    /// <summary>SL_PCT: percentage stop as a fraction of the entry; above 0, below 1.</summary>
    public decimal StopFraction { get; init; } = 0.002m;

    /// <summary>SWING_MINS: feed rows before the signal row that count for the swing stop; 0 or more.</summary>
    public int SwingRows { get; init; } = 180;

    /// <summary>TP_R_LIST: targets in multiples of the risk; the first two are used.</summary>
    public ImmutableArray<decimal> TakeProfitMultiples { get; init; } = [1m, 2m];

    /// <summary>FEED_MAX_AGE_SEC: the newest feed row may be this much older than the signal; zero switches the guard off.</summary>
    public TimeSpan FeedMaxAge { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>ENTRY_MODE.</summary>
    public EntryMode EntryMode { get; init; } = EntryMode.LimitThenMarket;

    /// <summary>LIVE_ENTRY_TIMEOUT_SEC: age at which a resting entry is given up.</summary>
    public TimeSpan EntryTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>PLANB_MAX_DEV_R_MULT: allowed distance of the market price from the entry, in multiples of R; 0 or more.</summary>
    public decimal PlanBMaxDeviationR { get; init; } = 0.25m;

    /// <summary>PLANB_MAX_DEV_USD: the same as an amount; the larger of the two counts; 0 = unused.</summary>
    public decimal PlanBMaxDeviation { get; init; }

    /// <summary>PLANB_REQUIRE_PRICE: no quote means no market order.</summary>
    public bool PlanBRequirePrice { get; init; } = true;

    /// <summary>PLANB_ABORT_IF_PAST_TP1.</summary>
    public bool PlanBAbortIfPastTarget { get; init; } = true;

    /// <summary>EXIT_STYLE.</summary>
    public ExitStyle ExitStyle { get; init; } = ExitStyle.Oco;

    /// <summary>STOP_TYPE.</summary>
    public StopKind StopKind { get; init; } = StopKind.StopLossLimit;

    /// <summary>SL_LIMIT_GAP_TICKS: ticks between trigger and limit of a stop-limit; below 1 counts as 1.</summary>
    public int StopLimitGapTicks { get; init; } = 2;

    /// <summary>EXITS_RETRY_EVERY_SEC: spacing of attempts to place a refused exit.</summary>
    public TimeSpan ExitRetryEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>FAILSAFE_FLATTEN: leave at market after repeated refusals of the protection.</summary>
    public bool FailsafeFlatten { get; init; }

    /// <summary>FAILSAFE_EXITS_MAX_TRIES: refusals before that; 0 switches it off.</summary>
    public int FailsafeMaxTries { get; init; } = 5;

    /// <summary>FAILSAFE_EXITS_GRACE_SEC: least age of the first refusal before that.</summary>
    public TimeSpan FailsafeGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>MANAGE_EVERY_SEC: cadence of the manager.</summary>
    public TimeSpan ManageEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>SL_WATCHDOG_GRACE_SEC: how long price may stay beyond a stop that does not fill.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>SL_WATCHDOG_RETRY_SEC: spacing of repeated market exits and stop moves.</summary>
    public TimeSpan StopRetryEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>RECONCILE_EVERY_SEC: with a position open, the exchange is asked this often what rests there.</summary>
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>QUOTE_MAX_AGE_SEC: older best prices count as unknown; nothing is decided by them.</summary>
    public TimeSpan QuoteMaxAge { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>UNKNOWN_MIN_AGE_SEC: an intent that nobody has seen counts as never sent only after this time.</summary>
    public TimeSpan UnknownMinAge { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>TP1_BE_MAX_ATTEMPTS: refused stop moves before a pause; at least 1.</summary>
    public int BreakEvenMaxAttempts { get; init; } = 5;

    /// <summary>TP1_BE_COOLDOWN_SEC: that pause.</summary>
    public TimeSpan BreakEvenCooldown { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>TRAIL_ACTIVATE_AFTER_TP2.</summary>
    public bool TrailAfterSecondTarget { get; init; } = true;

    /// <summary>TRAIL_SOURCE is not AGG: without a swing the mid price less the buffer is proposed.</summary>
    public bool TrailFallsBackToQuote { get; init; }

    /// <summary>TRAIL_STEP_USD: least improvement that moves the stop, traded quote; above 0.</summary>
    public PriceDistance TrailStep { get; init; } = PriceDistance.Amount(20m);

    /// <summary>TRAIL_UPDATE_EVERY_SEC: cadence of the trail.</summary>
    public TimeSpan TrailEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>TRAIL_SWING_LOOKBACK: feed rows examined; 0 or less switches the feed source off.</summary>
    public int TrailSwingRows { get; init; } = 240;

    /// <summary>TRAIL_SWING_LR: neighbours on each side of a swing; 0 counts as 2, negative as 1.</summary>
    public int TrailSwingNeighbours { get; init; } = 2;

    /// <summary>TRAIL_SWING_BUFFER_USD: distance between swing and stop, feed quote.</summary>
    public PriceDistance TrailSwingBuffer { get; init; } = PriceDistance.Amount(15m);

    /// <summary>TRAIL_CONFIRM: the first trailing stop waits for a bar that closes beyond the second target.</summary>
    public bool TrailConfirm { get; init; }

    /// <summary>TRAIL_CONFIRM_BUFFER_USD: by how much that bar must close beyond it, feed quote.</summary>
    public decimal TrailConfirmBuffer { get; init; }

    /// <summary>TRADE_MODE and MARGIN_ISOLATED: the wallet the symbol is traded on.</summary>
    public TradingAccount Account { get; init; }

    /// <summary>MARGIN_BORROW_MODE.</summary>
    public BorrowMode BorrowMode { get; init; }

    /// <summary>MARGIN_SIDE_EFFECT: sent with every order in <see cref="BorrowMode.Auto"/>; manual mode sends none.</summary>
    public SideEffect SideEffect { get; init; } = SideEffect.BorrowAndRepay;

    /// <summary>MARGIN_AUTO_REPAY_AT_CANCEL: only in <see cref="BorrowMode.Auto"/>.</summary>
    public bool AutoRepayAtCancel { get; init; }

    /// <summary>MARGIN_BORROW_BUFFER_PCT: over-borrowing on long entries, a fraction; 0 or more.</summary>
    public decimal BorrowBuffer { get; init; } = 0.003m;

    /// <summary>MARGIN_DEBT_EPS: a liability at or below this is no debt; 0 or more, in the asset owed.</summary>
    public decimal DebtTolerance { get; init; }

    /// <summary>The borrow steps; without one for an asset it is borrowed to the 8th decimal.</summary>
    public LoanSteps LoanSteps { get; init; } = LoanSteps.None;

    /// <summary>PREFLIGHT_EXPECT_QUOTE: the quote asset that the symbol should have, in capitals; null: not checked.</summary>
    public string? ExpectedQuote { get; init; }

    /// <summary>MANUAL_CHANGES.</summary>
    public ManualChangePolicy ManualChanges { get; init; }

    /// <summary>INVAR_EVERY_SEC: cadence of the invariants; above 0.</summary>
    public TimeSpan InvariantsEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What the invariants tolerate.</summary>
    public InvariantSettings Invariants { get; init; } = new();
}
