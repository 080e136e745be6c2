using Executor.Core.Positions;

namespace Executor.Core.Invariants;

/// <summary>I1 and I9: what has been bought is under a stop.</summary>
internal static class ProtectionPresent
{
    /// <summary>I1: a filled position has a stop order and a stop price.</summary>
    public static InvariantFinding? AfterFill(InvariantScan scan)
    {
        if (scan.Facts.Position is not { IsLive: true, Status: PositionStatus.OpenFilled or PositionStatus.Open } position
            || (position.Status == PositionStatus.Open && !scan.Rules.IsStopDueWhenOpen)
            || HasStop(position))
        {
            return null;
        }

        var age = Age(scan, position);
        return new InvariantFinding(
            "I1",
            Grace.Of(scan, age),
            "The position is filled and has no stop.",
            [
                ("status", position.Status), ("sl_id", position.Exits.StopId), ("sl_price", position.Prices.Stop),
                ("exits_tries", position.Exits.Tries), ("age_s", age),
            ]);
    }

    /// <summary>I9: a trailing position has a stop order and a stop price.</summary>
    public static InvariantFinding? WhileTrailing(InvariantScan scan)
    {
        if (scan.Facts.Position is not { IsLive: true, IsTrailing: true, Status: PositionStatus.Open or PositionStatus.OpenFilled } position
            || position.Exits.Shape == FactShape.Malformed
            || position.Prices.Shape == FactShape.Malformed
            || HasStop(position))
        {
            return null;
        }

        var age = Age(scan, position);
        return new InvariantFinding(
            "I9",
            Grace.Of(scan, age),
            "The position trails and has no stop.",
            [
                ("status", position.Status), ("sl_id", position.Exits.StopId), ("sl_price", position.Prices.Stop), ("trail_active", true), ("age_s", age),
            ]);
    }

    private static bool HasStop(PositionFacts position) => position is { Exits.IsStopDue: false } or { Exits.StopId: > 0m, Prices.Stop: > 0m };

    /// <summary>Without a time of opening it counts as old.</summary>
    private static TimeSpan? Age(InvariantScan scan, PositionFacts position) => scan.Facts.Now - position.OpenedAt;
}
