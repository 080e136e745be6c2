using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>What a position answered to a signal.</summary>
[GenerateSerializer, Immutable, Alias("Executor.SignalReply")]
public sealed record SignalReply
{
    /// <summary>Key of the signal.</summary>
    [Id(0)] public required string SignalKey { get; init; }

    /// <summary>Trade that it opened; null when it was skipped.</summary>
    [Id(1)] public string? TradeKey { get; init; }

    /// <summary>Skip reason; null when it opened a trade.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>The numbers behind the reason.</summary>
    [Id(3)] public string? Detail { get; init; }

    /// <summary>When it was answered first, UTC.</summary>
    [Id(4)] public required DateTimeOffset At { get; init; }
}

/// <summary>Lines of a signal source, in order.</summary>
[GenerateSerializer, Immutable, Alias("Executor.SignalBatch")]
public sealed record SignalBatch
{
    /// <summary>The lines without their line ends, as UTF-8 bytes; undecodable bytes are allowed.</summary>
    [Id(0)] public required ImmutableArray<byte[]> Lines { get; init; }

    /// <summary>Where the source stands once these lines are taken; null for a source without a position (HTTP).</summary>
    [Id(1)] public FileCursor? Cursor { get; init; }
}

/// <summary>A place in a file.</summary>
[GenerateSerializer, Immutable, Alias("Executor.FileCursor")]
public sealed record FileCursor
{
    /// <summary>Full path.</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>Fingerprint of the file's first bytes: a rotated or rewritten file has another one.</summary>
    [Id(1)] public required string Identity { get; init; }

    /// <summary>Bytes taken from the start; always at the start of a line.</summary>
    [Id(2)] public required long Offset { get; init; }

    /// <summary>Lines taken from the start.</summary>
    [Id(3)] public required long Line { get; init; }
}

/// <summary>What became of one line.</summary>
public enum LineOutcome
{
    /// <summary>Opened a trade.</summary>
    Accepted,

    /// <summary>Its key was answered before.</summary>
    Duplicate,

    /// <summary>A good signal that was not acted on; the reason says why.</summary>
    Skipped,

    /// <summary>Not a signal for this system (another action or source, a blank line).</summary>
    Ignored,

    /// <summary>Cannot be read as an event; the reason says why.</summary>
    Invalid,
}

/// <summary>The answer to one line.</summary>
[GenerateSerializer, Immutable, Alias("Executor.LineAnswer")]
public sealed record LineAnswer
{
    /// <summary>What became of it.</summary>
    [Id(0)] public required LineOutcome Outcome { get; init; }

    /// <summary>Event key; null when there is none.</summary>
    [Id(1)] public string? SignalKey { get; init; }

    /// <summary>Why; null for <see cref="LineOutcome.Accepted"/>.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>The numbers behind the reason.</summary>
    [Id(3)] public string? Detail { get; init; }

    /// <summary>Trade that it opened.</summary>
    [Id(4)] public string? TradeKey { get; init; }
}
