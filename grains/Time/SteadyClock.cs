namespace Executor.Grains.Time;

/// <summary>
/// The time of decisions: UTC that never goes back and never stands still. Steps of the wall clock would freeze every pause and deadline of
/// a position (backward) for as long as the step is wide; here a clock that was set back is caught up with at half speed, one that was set
/// forward, or a machine that woke up, is followed at once.
/// </summary>
public sealed class SteadyClock(TimeProvider inner)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _shown = inner.GetUtcNow();
    private long _timestamp = inner.GetTimestamp();

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_gate)
            {
                var timestamp = inner.GetTimestamp();
                var elapsed = inner.GetElapsedTime(_timestamp, timestamp);
                var wall = inner.GetUtcNow();
                var slowed = _shown + (elapsed / 2);
                _shown = wall > slowed ? wall : slowed;
                _timestamp = timestamp;
                return _shown;
            }
        }
    }
}
