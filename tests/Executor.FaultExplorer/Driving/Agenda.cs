namespace Executor.FaultExplorer.Driving;

/// <summary>What is to happen at which virtual time; at one time, what was entered first.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _queue = new();
    private long _entered;

    public DateTimeOffset? Next => _queue.TryPeek(out _, out var key) ? new DateTimeOffset(key.Ticks, TimeSpan.Zero) : null;

    public void At(DateTimeOffset time, Action action) => _queue.Enqueue(action, (time.UtcTicks, _entered++));

    /// <summary>Does the one thing that is first.</summary>
    public void RunNext() => _queue.Dequeue()();
}
