using Orleans.Storage;

namespace Executor.Storage.State;

/// <summary>The one text for a state that somebody else has changed.</summary>
internal static class StateConflict
{
    /// <param name="action">What was not done: written, cleared.</param>
    /// <param name="store">Where the row is.</param>
    /// <param name="grain">Whose state it is.</param>
    /// <param name="stateName">Which of its states.</param>
    /// <param name="expected">Version that the activation knows; null: none.</param>
    /// <param name="stored">Version that is stored; null: none.</param>
    public static InconsistentStateException Of(string action, string store, GrainId grain, string stateName, string? expected, string? stored) =>
        new(
            $"State '{stateName}' of grain {grain} in {store} was not {action}: its version is {stored ?? "none"}, this activation knows "
                + $"{expected ?? "none"}. Another activation has written since; this one must end and read again.",
            stored,
            expected);
}
