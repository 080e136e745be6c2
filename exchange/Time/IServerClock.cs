namespace Executor.Exchange.Time;

/// <summary>The exchange's clock as it is known here.</summary>
public interface IServerClock
{
    /// <summary>The exchange's time, slightly early, UTC; this machine's own before the first reading.</summary>
    DateTimeOffset Now { get; }

    /// <summary>How far the exchange's clock is ahead of this machine's; null before the first reading.</summary>
    TimeSpan? Offset { get; }

    /// <summary>Waits for the first reading; later, starts one in the background when the last is old. An exchange that does not answer is no
    /// error: the machine's own clock serves until it does, and a wrong time stamp is refused without harm.</summary>
    ValueTask EnsureAsync(CancellationToken cancellationToken);

    /// <summary>Reads the exchange's clock now; joins a reading that is under way.</summary>
    Task SynchroniseAsync(CancellationToken cancellationToken);
}
