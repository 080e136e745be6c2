namespace Executor.Replay.Reading;

/// <summary>A line that could not be used.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">Why.</param>
public readonly record struct LineProblem(long Line, string Reason);
