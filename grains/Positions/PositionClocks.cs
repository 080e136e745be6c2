using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Grains.Time;

namespace Executor.Grains.Positions;

/// <summary>
/// The timers of one activation: two cadences while a trade lives, that of the invariants while they are wanted, and one wake-up at a time
/// that the position named. They die with the
/// activation; reminders and the sweep of the fleet bring them back.
/// </summary>
internal sealed class PositionClocks(IGrainBase grain, SteadyClock clock, Func<Cadence, Task> tick)
{
    /// <summary>A time that has passed already is not a reason to spin.</summary>
    internal static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    private IGrainTimer? _manage;
    private IGrainTimer? _trail;
    private IGrainTimer? _invariants;
    private IGrainTimer? _wake;

    /// <summary>Runs <paramref name="first"/> as soon as the activation is ready.</summary>
    public void Begin(Func<Task> first) =>
        grain.RegisterGrainTimer(first, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));

    /// <summary>Starts or stops the cadences, and sets the wake-up that <paramref name="schedule"/> names.</summary>
    public void Arm(bool isLive, SymbolSettings settings, PositionSchedule schedule)
    {
        if (isLive)
        {
            _manage ??= Cadenced(Cadence.Manage, settings.ManageEvery);
            _trail ??= Cadenced(Cadence.Trail, settings.TrailEvery);
        }
        else
        {
            _manage?.Dispose();
            _trail?.Dispose();
            (_manage, _trail) = (null, null);
        }

        if (schedule.AreInvariantsWanted)
        {
            _invariants ??= Cadenced(Cadence.Invariants, settings.InvariantsEvery);
        }
        else
        {
            _invariants?.Dispose();
            _invariants = null;
        }

        if (schedule.WakeAt is { } at)
            Wake(at - clock.UtcNow);
        else
            _wake?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Wake(TimeSpan wait)
    {
        var due = wait > ShortestWait ? wait : ShortestWait;
        if (_wake is null)
            _wake = grain.RegisterGrainTimer(() => tick(Cadence.Manage), KeptAlive(due, Timeout.InfiniteTimeSpan));
        else
            _wake.Change(due, Timeout.InfiniteTimeSpan);
    }

    private IGrainTimer Cadenced(Cadence cadence, TimeSpan every) => grain.RegisterGrainTimer(() => tick(cadence), KeptAlive(every, every));

    private static GrainTimerCreationOptions KeptAlive(TimeSpan due, TimeSpan period) => new(due, period) { KeepAlive = true };
}
