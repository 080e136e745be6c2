namespace Executor.Core.Planning;

/// <summary>
/// First fault of an exit plan, in the order in which they are looked for. The original's faults of shape (no price map, text that is no
/// number, a side that is neither) cannot be written down in these types.
/// </summary>
public enum ExitPlanError
{
    /// <summary>One of the four prices is missing.</summary>
    MissingPrice,

    /// <summary>A price is not above 0, or not finite.</summary>
    NonPositivePrice,

    /// <summary>Not stop &lt; entry &lt; first target &lt;= second target (mirrored for a short).</summary>
    BadOrder,

    /// <summary>A price is more than a millionth of a tick off the grid.</summary>
    OffTick,

    /// <summary>The quantity is not a number above 0.</summary>
    InvalidQuantity,

    /// <summary>The quantity is below the minimum after rounding down.</summary>
    QuantityTooSmall,

    /// <summary>There is no whole lot step in the quantity.</summary>
    QuantityBelowOneStep,

    /// <summary>A single lot step cannot be split.</summary>
    LegRoundsToZero,

    /// <summary>The lowest of the four prices times the quantity is below the minimum notional.</summary>
    MinNotional,
}

/// <summary>Spelling of an <see cref="ExitPlanError"/>.</summary>
public static class ExitPlanErrorExtensions
{
    /// <summary>The category as it stands in the journal.</summary>
    public static string Category(this ExitPlanError error) => error switch
    {
        ExitPlanError.MissingPrice => "missing_price",
        ExitPlanError.NonPositivePrice => "non_positive_price",
        ExitPlanError.BadOrder => "bad_order",
        ExitPlanError.OffTick => "off_tick",
        ExitPlanError.InvalidQuantity => "invalid_qty",
        ExitPlanError.QuantityTooSmall => "qty_too_small",
        ExitPlanError.QuantityBelowOneStep => "qty_below_one_step",
        ExitPlanError.LegRoundsToZero => "leg_rounds_to_zero",
        ExitPlanError.MinNotional => "min_notional",
    };
}
