namespace Executor.Core.Signals;

/// <summary>What the memory says about a signal.</summary>
public enum SignalVerdict
{
    /// <summary>Never seen, and not older than the newest one seen.</summary>
    New,

    /// <summary>Its key has been seen.</summary>
    Duplicate,

    /// <summary>Never seen, but older than the newest one seen.</summary>
    Late,

    /// <summary>Never seen, and dated further in the future than <see cref="ClockTolerance"/> allows.</summary>
    Future,
}
