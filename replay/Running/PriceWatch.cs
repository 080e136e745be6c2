using Executor.Core.Positions;

namespace Executor.Replay.Running;

/// <summary>
/// The prices at which a position asked to be ticked. A level ticks once; it ticks again only after price has left it, or once another
/// level was asked for. Without that a level that stays reached would tick for ever in the same instant.
/// </summary>
internal sealed class PriceWatch
{
    private decimal? _below;
    private decimal? _above;
    private decimal? _belowDone;
    private decimal? _aboveDone;

    public bool IsEmpty => _below is null && _above is null;

    public void Set(PositionSchedule schedule) => (_below, _above) = (schedule.AtOrBelow, schedule.AtOrAbove);

    /// <summary>
    /// The first watched price on the way from <paramref name="from"/> (excluded) to <paramref name="to"/> (included); null: none.
    /// </summary>
    public decimal? Next(decimal from, decimal to) =>
        _below is { } below && below < from && below >= to ? below
        : _above is { } above && above > from && above <= to ? above
        : null;

    /// <summary>True when <paramref name="price"/> reaches a level that has not ticked yet.</summary>
    public bool TryFire(decimal price)
    {
        var isBelow = _below is { } below && price <= below;
        var isAbove = _above is { } above && price >= above;
        var fires = (isBelow && _belowDone != _below) || (isAbove && _aboveDone != _above);
        _belowDone = isBelow ? _below : null;
        _aboveDone = isAbove ? _above : null;
        return fires;
    }
}
