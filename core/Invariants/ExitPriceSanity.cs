using Executor.Core.Positions;

namespace Executor.Core.Invariants;

/// <summary>I2: stop, entry and targets lie in their order.</summary>
internal static class ExitPriceSanity
{
    public static InvariantFinding? Find(InvariantScan scan)
    {
        if (scan.Facts.Position is not { IsLive: true, Side: { } side, Prices: { Shape: not FactShape.Malformed } prices } position)
        {
            return null;
        }

        if (prices is not { Entry: > 0m and var entry, Stop: > 0m and var stop, Target1: > 0m and var target1, Target2: > 0m and var target2 })
        {
            return position.Status == PositionStatus.OpenFilled
                ? InvariantFinding.Warn(
                    "I2",
                    "Prices of the exits are missing.",
                    ("entry", prices.Entry), ("sl", prices.Stop), ("tp1", prices.Target1), ("tp2", prices.Target2))
                : null;
        }

        var tick = scan.Facts.Tick;
        var tolerance = scan.Settings.BreakEvenTolerance;
        var areTargetsInOrder = IsApart(side, target1, target2, tick) || (scan.Rules.MayTargetsCoincide && target1 == target2);
        var isStopInOrder = position.IsFirstTargetDone
            ? Levels.Improvement(side, stop, entry) is var beyond && beyond >= -tolerance && (beyond <= tolerance || scan.Rules.MayStopBeBeyondEntry)
            : IsApart(side, stop, entry, tick) && IsApart(side, entry, target1, tick);
        return areTargetsInOrder && isStopInOrder
            ? null
            : InvariantFinding.Error(
                "I2",
                "Stop, entry and targets are out of order.",
                ("side", side), ("entry", entry), ("sl", stop), ("tp1", target1), ("tp2", target2), ("tick", tick),
                ("tp1_done", position.IsFirstTargetDone), ("tolerance", tolerance));
    }

    /// <summary>True when <paramref name="farther"/> is at least one tick nearer to profit than <paramref name="nearer"/>.</summary>
    private static bool IsApart(PositionSide side, decimal nearer, decimal farther, decimal tick) =>
        Levels.Improvement(side, farther, nearer) is var distance && distance > 0m && distance >= tick;
}
