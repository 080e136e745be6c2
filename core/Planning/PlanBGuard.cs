using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Planning;

/// <summary>Guards the market order that replaces an entry limit that timed out (Plan B).</summary>
public static class PlanBGuard
{
    /// <summary>Allowed.</summary>
    public const string Ok = "ok";

    /// <summary>A price is not above 0.</summary>
    public const string BadPrices = "bad_prices";

    /// <summary>The price has run too far from the entry.</summary>
    public const string DeviationTooLarge = "deviation_too_large";

    /// <summary>The price is at or beyond the first target.</summary>
    public const string PastTarget = "past_tp1";

    /// <summary>The price is at or beyond the stop (ours).</summary>
    public const string PastStop = "past_stop";

    /// <summary>The guard of the original: distance from the entry, then first target.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="entry">Planned entry, traded quote.</param>
    /// <param name="stop">Planned stop, traded quote.</param>
    /// <param name="target1">First target, traded quote; at or below 0 there is none.</param>
    /// <param name="price">Price that a market order would get now, traded quote.</param>
    /// <param name="s">Settings of the symbol.</param>
    /// <remarks>Source: behaviour of the original, section 5.6 step 3. A distance exactly at the limit is allowed.</remarks>
    public static PlanBVerdict Check(
        PositionSide side, decimal entry, decimal stop, decimal target1, decimal price, SymbolSettings s)
    {
        var verdict = new PlanBVerdict(false, BadPrices, price, entry, stop);
        if (entry <= 0m || stop <= 0m || price <= 0m)
        {
            return verdict;
        }

        var risk = Math.Abs(entry - stop);
        var deviation = Math.Abs(price - entry);
        var allowed = Math.Max(risk * s.PlanBMaxDeviationR, s.PlanBMaxDeviation);
        verdict = verdict with { Risk = risk, Deviation = deviation, MaxDeviation = allowed };
        if (allowed > 0m && deviation > allowed)
        {
            return verdict with { Reason = DeviationTooLarge };
        }

        var pastTarget = s.PlanBAbortIfPastTarget && target1 > 0m && HasReached(side, price, target1);
        return pastTarget ? verdict with { Reason = PastTarget, Target1 = target1 } : verdict with { Allowed = true, Reason = Ok };
    }

    /// <summary>The guard in force: that of the original, and the price must not be at or beyond the stop (W37).</summary>
    /// <inheritdoc cref="Check" path="/param"/>
    /// <remarks>With both limits at 0 the original would buy at market below its own stop.</remarks>
    public static PlanBVerdict CheckWithStop(
        PositionSide side, decimal entry, decimal stop, decimal target1, decimal price, SymbolSettings s)
    {
        var verdict = Check(side, entry, stop, target1, price, s);
        return verdict.Allowed && !IsInsideStop(side, price, stop) ? verdict with { Allowed = false, Reason = PastStop } : verdict;
    }

    private static bool HasReached(PositionSide side, decimal price, decimal target) => side switch
    {
        PositionSide.Long => price >= target,
        PositionSide.Short => price <= target,
    };

    private static bool IsInsideStop(PositionSide side, decimal price, decimal stop) => side switch
    {
        PositionSide.Long => price > stop,
        PositionSide.Short => price < stop,
    };
}
