using Executor.Core.Positions;

namespace Executor.Core.Invariants;

/// <summary>I5: a trail has a quantity, an open position, a time and a stop; the first that is wrong is told.</summary>
internal static class TrailShape
{
    public static InvariantFinding? Find(InvariantScan scan) => scan.Facts.Position switch
    {
        not { IsLive: true, IsTrailing: true } => null,
        { Trail.Quantity: not > 0m } position =>
            InvariantFinding.Error("I5", "The trail has no quantity.", ("trail_qty", position.Trail.Quantity)),
        { Status: not (PositionStatus.Open or PositionStatus.OpenFilled) } position =>
            InvariantFinding.Warn("I5", "The position trails and is not open.", ("status", position.Status)),
        { Trail.UpdatedAt: null } => InvariantFinding.Warn("I5", "The trail was never updated.", ("trail_last_update_s", null)),
        { Trail: { IsCancelPending: false, StopPrice: not > 0m } } position =>
            InvariantFinding.Warn("I5", "The trail has no stop.", ("trail_sl_price", position.Trail.StopPrice), ("trail_pending_cancel_sl", null)),
        _ => null,
    };
}
