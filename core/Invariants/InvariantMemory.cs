namespace Executor.Core.Invariants;

/// <summary>What the invariants remember between two runs of one symbol; durable, so that a restart neither repeats nor forgets an alarm.</summary>
public sealed record InvariantMemory
{
    /// <summary>Nothing remembered.</summary>
    public static InvariantMemory Empty { get; } = new();
}
