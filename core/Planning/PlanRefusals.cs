namespace Executor.Core.Planning;

/// <summary>Reasons for which a signal is not opened, in the spelling of the journal.</summary>
public static class PlanRefusals
{
    /// <summary>The feed holds no bar (the original's reason).</summary>
    public const string FeedUnavailable = "agg_unavailable";

    /// <summary>The bar nearest to the signal is older than FEED_MAX_AGE_SEC (ours, W39).</summary>
    public const string FeedStale = "feed_stale";

    /// <summary>There are fewer than two targets (the original's reason).</summary>
    public const string TargetsNotReady = "tps_not_ready";

    /// <summary>The quantity misses a minimum (the original's reason).</summary>
    public const string QuantityTooSmall = "qty_too_small";

    /// <summary>The exits of this plan would be refused, so the entry is not sent (ours, W42); the detail begins with the category.</summary>
    public const string ExitPlanRefused = "exit_plan_refused";

    /// <summary>A price ratio or price is not above 0 (ours).</summary>
    public const string BadPrices = "bad_prices";
}
