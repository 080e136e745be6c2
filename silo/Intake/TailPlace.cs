using System.Collections.Immutable;
using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>The end of a file as a place to start from, with the lines before it.</summary>
/// <param name="Lines">The last complete lines, oldest first.</param>
/// <param name="Cursor">The place after them; what is written later comes after it.</param>
internal sealed record TailPlace(ImmutableArray<byte[]> Lines, FileCursor Cursor)
{
    /// <summary>
    /// Reads the file to its present end and keeps the last <paramref name="count"/> lines; a file that is not there has none. Null when
    /// it is there and cannot be read, which is told to <paramref name="report"/>: where its end lies is not known.
    /// </summary>
    public static TailPlace? Find(string path, int count, LineTailerOptions options, TimeProvider clock, Action<TailNotice> report)
    {
        using var tailer = new LineTailer(path, null, options, clock);
        var last = new Queue<byte[]>();
        var cursor = new FileCursor { Path = Path.GetFullPath(path), Identity = FileHead.Nothing, Offset = 0, Line = 0 };
        while (tailer.TryRead() is { } batch)
        {
            foreach (var notice in batch.Notices)
                report(notice);
            if (batch.Notices.Any(notice => notice is TailNotice.Unreadable))
                return null;
            cursor = batch.Cursor;
            foreach (var line in batch.Lines)
            {
                last.Enqueue(line);
                if (last.Count > count)
                    last.Dequeue();
            }
        }

        return new TailPlace([.. last], cursor);
    }
}
