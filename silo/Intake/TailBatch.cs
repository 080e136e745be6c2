using System.Collections.Immutable;
using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>Complete lines of one file, in their order, and where the reader stands after them.</summary>
internal sealed record TailBatch
{
    /// <summary>The lines without their ends, as they stand in the file; undecodable bytes included.</summary>
    public required ImmutableArray<byte[]> Lines { get; init; }

    /// <summary>The place after the last line; a reader that starts there misses and repeats nothing.</summary>
    public required FileCursor Cursor { get; init; }

    /// <summary>What happened to the file before the first line.</summary>
    public ImmutableArray<TailNotice> Notices { get; init; } = [];
}

/// <summary>Something that happened to a followed file.</summary>
internal abstract record TailNotice
{
    private TailNotice() { }

    /// <summary>Another file stands under the name; the old one was read to its end if it could still be found.</summary>
    /// <param name="OldWasFinished">False when the old file is gone, and with it whatever was not read of it.</param>
    public sealed record Rotated(bool OldWasFinished) : TailNotice;

    /// <summary>The file was cut or written anew in place; reading starts again at its first byte.</summary>
    public sealed record Truncated(long OldOffset) : TailNotice;

    /// <summary>A line above the limit was left out.</summary>
    /// <param name="Offset">Where it starts, bytes from the start of the file.</param>
    /// <param name="Length">Its length in bytes, without the line end.</param>
    public sealed record LineTooLong(long Offset, long Length) : TailNotice;

    /// <summary>The file exists and cannot be read; told once, reading is tried again until it succeeds.</summary>
    public sealed record Unreadable(string Problem) : TailNotice;
}
