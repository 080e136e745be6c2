namespace Executor.Exchange.Http;

/// <summary>Until when a request may leave, counted from its construction by the monotonic clock and by the wall clock, whichever says more: one of them
/// stands still while a machine is suspended.</summary>
internal readonly struct SendDeadline(TimeProvider clock, TimeSpan within)
{
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly DateTimeOffset _startedAtUtc = clock.GetUtcNow();

    /// <summary>True when it is too late.</summary>
    public bool HasPassed => clock.GetElapsedTime(_startedAt) > within || clock.GetUtcNow() - _startedAtUtc > within;
}
