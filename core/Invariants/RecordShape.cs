using Executor.Core.Positions;

namespace Executor.Core.Invariants;

/// <summary>I8: an open position has orders and prices on record.</summary>
internal static class RecordShape
{
    public static InvariantFinding? Find(InvariantScan scan)
    {
        if (scan.Facts.Position is not { IsLive: true, Status: PositionStatus.Open or PositionStatus.OpenFilled } position
            || position is { Exits.Shape: FactShape.Present, Prices.Shape: FactShape.Present })
        {
            return null;
        }

        (string Name, FactShape Shape)[] parts = [("orders_not_dict", position.Exits.Shape), ("prices_not_dict", position.Prices.Shape)];
        var age = scan.Facts.Now - position.OpenedAt ?? TimeSpan.Zero;
        return new InvariantFinding(
            "I8",
            Grace.Of(scan, age),
            "The record of the position is incomplete.",
            [("issues", string.Join(',', parts.Where(part => part.Shape != FactShape.Present).Select(part => part.Name))), ("age_s", age)]);
    }
}
