using Executor.Core.Positions;

namespace Executor.Core.Invariants;

/// <summary>I4: an entry that was sent is recorded completely.</summary>
internal static class EntryFields
{
    public static InvariantFinding? Find(InvariantScan scan)
    {
        if (scan.Facts.Position is not { IsLive: true, IsAdopted: false, Status: PositionStatus.Pending or PositionStatus.Open } position)
        {
            return null;
        }

        (string Name, bool IsThere)[] fields =
        [
            ("order_id", !string.IsNullOrEmpty(position.OrderId)),
            ("client_id", !string.IsNullOrEmpty(position.ClientId)),
            ("entry_mode", !string.IsNullOrEmpty(position.EntryMode)),
            ("entry", position.Entry > 0m),
            ("qty", position.Quantity > 0m),
        ];
        var missing = fields.Where(field => !field.IsThere).Select(field => field.Name).ToList();
        return missing is []
            ? null
            : InvariantFinding.Error("I4", "Fields of the entry are missing.", ("status", position.Status), ("missing", string.Join(',', missing)));
    }
}
