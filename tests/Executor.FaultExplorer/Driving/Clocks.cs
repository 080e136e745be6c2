using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.FaultExplorer.Driving;

/// <summary>The timers and price watches of a position, as the grain keeps them.</summary>
internal sealed class Clocks(SymbolSettings settings)
{
    private DateTimeOffset? _manageAt;
    private DateTimeOffset? _trailAt;
    private DateTimeOffset? _wakeAt;
    private PositionSchedule _wanted = PositionSchedule.Idle;
    private decimal? _doneBelow;
    private decimal? _doneAbove;

    public DateTimeOffset? Next
    {
        get
        {
            var next = _wakeAt;
            if (next is null || _manageAt < next)
            {
                next = _manageAt ?? next;
            }

            return next is null || _trailAt < next ? _trailAt ?? next : next;
        }
    }

    public void Set(bool isLive, PositionSchedule wanted, DateTimeOffset now)
    {
        _manageAt = isLive ? _manageAt ?? now + settings.ManageEvery : null;
        _trailAt = isLive ? _trailAt ?? now + settings.TrailEvery : null;
        _wakeAt = wanted.WakeAt;
        _wanted = wanted;
    }

    public void Stop() => (_manageAt, _trailAt, _wakeAt, _wanted, _doneBelow, _doneAbove) = (null, null, null, PositionSchedule.Idle, null, null);

    /// <summary>The tick that is due now; null: none.</summary>
    public Cadence? Take(DateTimeOffset now)
    {
        if (_wakeAt <= now)
        {
            _wakeAt = null;
            return Cadence.Manage;
        }

        if (_manageAt <= now)
        {
            _manageAt = now + settings.ManageEvery;
            return Cadence.Manage;
        }

        if (_trailAt <= now)
        {
            _trailAt = now + settings.TrailEvery;
            return Cadence.Trail;
        }

        return null;
    }

    /// <summary>The first watched price on the way from <paramref name="from"/> (excluded) to <paramref name="to"/> (included).</summary>
    public decimal? NextWatched(decimal from, decimal to) =>
        _wanted.AtOrBelow is { } below && below < from && below >= to ? below
        : _wanted.AtOrAbove is { } above && above > from && above <= to ? above
        : null;

    /// <summary>True when <paramref name="price"/> reaches a watched level that has not ticked yet.</summary>
    public bool IsReached(decimal price)
    {
        var below = _wanted.AtOrBelow is { } low && price <= low ? _wanted.AtOrBelow : null;
        var above = _wanted.AtOrAbove is { } high && price >= high ? _wanted.AtOrAbove : null;
        var fires = (below is not null && below != _doneBelow) || (above is not null && above != _doneAbove);
        (_doneBelow, _doneAbove) = (below, above);
        return fires;
    }
}
