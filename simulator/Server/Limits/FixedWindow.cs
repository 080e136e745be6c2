namespace Executor.Simulator.Server.Limits;

/// <summary>A counter that starts again at every full multiple of its length since the epoch.</summary>
internal sealed class FixedWindow(TimeSpan length, int limit)
{
    private DateTimeOffset _end;
    private int _count;

    public int Limit { get; } = limit;

    public int CountAt(DateTimeOffset now)
    {
        Roll(now);
        return _count;
    }

    public DateTimeOffset EndAt(DateTimeOffset now)
    {
        Roll(now);
        return _end;
    }

    public bool HasRoomFor(int amount, DateTimeOffset now) => CountAt(now) + amount <= Limit;

    /// <summary>Never below 0.</summary>
    public int Add(int amount, DateTimeOffset now) => _count = Math.Max(0, CountAt(now) + amount);

    private void Roll(DateTimeOffset now)
    {
        if (now < _end && now >= _end - length)
            return;
        _end = now.AddTicks(length.Ticks - ((now - DateTimeOffset.UnixEpoch).Ticks % length.Ticks));
        _count = 0;
    }
}
