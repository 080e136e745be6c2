namespace Executor.Storage.Sqlite;

/// <summary>Which row: one state of one grain of one service.</summary>
internal sealed record GrainStateKey(string ServiceId, GrainId Grain, string StateName);

/// <summary>What is stored: <paramref name="Document"/> is null if the state was cleared.</summary>
internal sealed record GrainStateRow(string ETag, byte[]? Document);

/// <summary>Outcome of a compare-and-swap: <paramref name="ETag"/> is the new one if done, else the stored one; null if there is no row.</summary>
internal readonly record struct GrainStateChange(bool Done, string? ETag);
