using System.Collections.Immutable;

namespace Executor.Core.Invariants;

/// <summary>How grave a finding is.</summary>
public enum InvariantSeverity
{
    /// <summary>May pass by itself.</summary>
    Warn,

    /// <summary>Somebody has to look.</summary>
    Error,
}

/// <summary>Something that should not be.</summary>
/// <param name="Id"><c>I1</c> to <c>I20</c>.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Message">What, in words.</param>
/// <param name="Details">The figures behind it.</param>
internal sealed record InvariantFinding(string Id, InvariantSeverity Severity, string Message, ImmutableArray<(string Name, object? Value)> Details)
{
    /// <summary>Tells apart findings of one invariant that must not silence each other; empty: there is only one kind.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>True for what a look at the exchange showed.</summary>
    public bool IsOfLook { get; init; }

    public static InvariantFinding Warn(string id, string message, params ReadOnlySpan<(string Name, object? Value)> details) =>
        new(id, InvariantSeverity.Warn, message, [.. details]);

    public static InvariantFinding Error(string id, string message, params ReadOnlySpan<(string Name, object? Value)> details) =>
        new(id, InvariantSeverity.Error, message, [.. details]);

    /// <summary>The original's words, <c>WARN</c> and <c>ERROR</c>.</summary>
    public static string Text(InvariantSeverity severity) => severity switch
    {
        InvariantSeverity.Warn => "WARN",
        InvariantSeverity.Error => "ERROR",
    };
}
