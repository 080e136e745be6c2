using Executor.Core.Positions;

namespace Executor.Core.Invariants;

/// <summary>I7: a filled position has its targets.</summary>
internal static class TargetsPlaced
{
    public static InvariantFinding? Find(InvariantScan scan)
    {
        if (scan.Facts.Position is not { IsLive: true, IsTrailing: false, Status: PositionStatus.OpenFilled } position
            || position.Exits is { AreTargetsDue: false } or { Target1Id: > 0m, Target2Id: > 0m })
        {
            return null;
        }

        var age = scan.Facts.Now - position.OpenedAt ?? TimeSpan.Zero;
        return new InvariantFinding(
            "I7",
            Grace.Of(scan, age),
            "The position is filled and a target is missing.",
            [("tp1_id", position.Exits.Target1Id), ("tp2_id", position.Exits.Target2Id), ("age_s", age)]);
    }
}
