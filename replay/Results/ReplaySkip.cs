using Executor.Core.Signals;

namespace Executor.Replay.Results;

/// <summary>A signal that led to no position.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="At">When it was settled, UTC.</param>
/// <param name="Reason">
/// The guard that refused it (<c>stale_peak</c>, <c>cooldown</c>, ...), or how its entry ended without an execution
/// (<c>ENTRY_TIMEOUT</c>, ...).
/// </param>
/// <param name="Detail">The numbers behind it; null when there are none.</param>
public sealed record ReplaySkip(Signal Signal, DateTimeOffset At, string Reason, string? Detail);
