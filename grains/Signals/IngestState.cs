using Executor.Core.Signals;
using Executor.GrainInterfaces;

namespace Executor.Grains.Signals;

/// <summary>What is remembered of one signal source.</summary>
public sealed record IngestState
{
    /// <summary>The signals seen; null before the first batch.</summary>
    public SignalMemory? Memory { get; init; }

    /// <summary>How far the source's file has been taken; null for a source without one.</summary>
    public FileCursor? Cursor { get; init; }
}
