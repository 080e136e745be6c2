using Executor.GrainInterfaces;

namespace Executor.Silo.Hosting;

/// <summary>A position, or why it did not answer.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="View">The position; null when it did not answer.</param>
/// <param name="Problem">What came instead.</param>
/// <param name="IsLeaving">True: its symbol was taken out of the roster, and nothing more is entered.</param>
internal sealed record PositionReading(string Symbol, PositionView? View, string? Problem, bool IsLeaving = false);
