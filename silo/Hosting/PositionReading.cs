using Executor.GrainInterfaces;

namespace Executor.Silo.Hosting;

/// <summary>A position, or why it did not answer.</summary>
internal sealed record PositionReading(string Symbol, PositionView? View, string? Problem);
