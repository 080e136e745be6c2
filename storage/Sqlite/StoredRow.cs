namespace Executor.Storage.Sqlite;

/// <summary>One state of one grain as it is stored.</summary>
/// <param name="Grain">The grain.</param>
/// <param name="StateName">Which of its states.</param>
/// <param name="State">The state; null: none is stored.</param>
/// <param name="ETag">Version of the row; null: there is none.</param>
public sealed record StoredRow<T>(GrainId Grain, string StateName, T? State, string? ETag)
    where T : class;
