namespace Executor.Core.Settings;

/// <summary>What the invariants tolerate, how long they wait and how often they repeat themselves.</summary>
public sealed record InvariantSettings
{
    /// <summary>INVAR_ENABLED.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>INVAR_THROTTLE_SEC: least time between two alarms of one invariant, severity and position; zero switches the throttle off.</summary>
    public TimeSpan Throttle { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>RECON_THROTTLE_SEC: the same for what a look at the exchange shows; zero: that of INVAR_THROTTLE_SEC.</summary>
    public TimeSpan LookThrottle { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>INVAR_GRACE_SEC: age of a position below which I1, I7, I8, I9 and I19 only warn.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>INVAR_FEED_STALE_SEC: age of the newest feed row above which I6 warns while the position trails.</summary>
    public TimeSpan FeedStale { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>I2_BE_TOLERANCE_USD: how far the stop may lie from the entry price once it has been moved there, traded quote; 0 or more.</summary>
    public decimal BreakEvenTolerance { get; init; } = 0.1m;

    /// <summary>INVAR_KILL_ON_DEBT or I13_KILL_ON_DEBT: debt that stays after a close halts the symbol.</summary>
    public bool HaltsOnDebt { get; init; }

    /// <summary>I13_GRACE_SEC: wait after a close before the exchange is asked for debt.</summary>
    public TimeSpan DebtGrace { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>I13_ESCALATE_SEC: further wait before debt is an error.</summary>
    public TimeSpan DebtEscalation { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>I13_EXCHANGE_CHECK: ask the exchange at all.</summary>
    public bool AsksForDebt { get; init; } = true;

    /// <summary>I13_EXCHANGE_MIN_INTERVAL_SEC: spacing of these questions.</summary>
    public TimeSpan DebtSpacing { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>I13_CLEAR_STATE_ON_EXCHANGE_CLEAR: once the exchange shows no debt, the halt that the debt caused ends by itself.</summary>
    public bool ForgetsClearedDebt { get; init; }

    /// <summary>UNCOVERED_ALARM_SEC: how long a journalled window without full cover may stay open.</summary>
    public TimeSpan UncoveredLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>INTENT_UNKNOWN_ALARM_SEC: how long the outcome of a request, or the origin of an execution, may stay unknown.</summary>
    public TimeSpan UnknownLimit { get; init; } = TimeSpan.FromSeconds(60);
}
