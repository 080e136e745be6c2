namespace Executor.Replay.Running;

/// <summary>The position goes round in circles, or does not become flat: S8 does not hold.</summary>
public sealed class PositionStuckException(string message) : Exception(message);
