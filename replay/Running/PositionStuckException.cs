using System.Collections.Immutable;
using Executor.Core.Safety;

namespace Executor.Replay.Running;

/// <summary>The position goes round in circles, or does not become flat: S8 does not hold.</summary>
public sealed class PositionStuckException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What was found before that, oldest first, and often its cause; empty when nothing was checked.</summary>
    public ImmutableArray<SafetyViolation> Violations { get; init; } = [];
}
