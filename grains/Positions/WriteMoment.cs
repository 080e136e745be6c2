namespace Executor.Grains.Positions;

/// <summary>
/// A moment on both clocks. The monotonic one does not follow steps of the wall clock, the wall clock goes on while the machine is
/// suspended; the age is the longer of the two, so that neither can hide time.
/// </summary>
internal readonly record struct WriteMoment(long Timestamp, DateTimeOffset WallTime)
{
    public static WriteMoment Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    public TimeSpan Age(TimeProvider clock)
    {
        var monotonic = clock.GetElapsedTime(Timestamp);
        var wall = clock.GetUtcNow() - WallTime;
        return monotonic > wall ? monotonic : wall;
    }
}
