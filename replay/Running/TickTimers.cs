using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Replay.Running;

/// <summary>The clocks of a position: the cadences of a live trade, and the moment at which it asked to be woken.</summary>
internal sealed class TickTimers(SymbolSettings settings)
{
    private DateTimeOffset? _manageAt;
    private DateTimeOffset? _trailAt;
    private DateTimeOffset? _invariantsAt;
    private DateTimeOffset? _wakeAt;
    private DateTimeOffset? _wakeDone;

    /// <summary>When the next clock is due; null when none runs.</summary>
    public DateTimeOffset? Next => Earlier(Earlier(_wakeAt, _manageAt), Earlier(_trailAt, _invariantsAt));

    /// <summary>Sets the clocks after a step.</summary>
    /// <param name="isLive">True while there is a trade.</param>
    /// <param name="schedule">What the position asked for.</param>
    /// <param name="now">Present time, UTC.</param>
    public void Set(bool isLive, PositionSchedule schedule, DateTimeOffset now)
    {
        _manageAt = isLive ? _manageAt ?? now + settings.ManageEvery : null;
        _trailAt = isLive ? _trailAt ?? now + settings.TrailEvery : null;
        _invariantsAt = schedule.AreInvariantsWanted ? _invariantsAt ?? now + settings.InvariantsEvery : null;

        // A wish that was granted and is repeated unchanged would be granted for ever in the same instant.
        _wakeAt = schedule.WakeAt == _wakeDone ? null : schedule.WakeAt;
    }

    /// <summary>Takes one tick that is due at <paramref name="now"/>; null when none is.</summary>
    public Cadence? TakeDue(DateTimeOffset now)
    {
        if (_wakeAt <= now)
        {
            (_wakeDone, _wakeAt) = (_wakeAt, null);
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

        if (_invariantsAt <= now)
        {
            _invariantsAt = now + settings.InvariantsEvery;
            return Cadence.Invariants;
        }

        return null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
