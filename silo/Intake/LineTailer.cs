using System.Collections.Immutable;
using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>
/// Follows a text file that others append to, rotate and truncate, and hands out its complete lines exactly once per cursor. A last
/// line without a line end waits until it has one. Not safe for concurrent use.
/// </summary>
internal sealed class LineTailer : IDisposable
{
    private readonly string _path;
    private readonly LineTailerOptions _options;
    private readonly FileChangeSignal _changes;
    private readonly LineSplitter _splitter;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private FileCursor _cursor;
    private string _head;
    private FileStream? _file;
    private long _batchBytes;
    private bool _leaving;
    private bool _unreadable;

    /// <param name="path">The file; it and its folder may come later.</param>
    /// <param name="start">Where to go on; null: at the start of the file.</param>
    /// <param name="options">Limits.</param>
    /// <param name="clock">Drives the safety poll.</param>
    public LineTailer(string path, FileCursor? start, LineTailerOptions options, TimeProvider clock)
    {
        _path = Path.GetFullPath(path);
        _options = options;
        _cursor = start is null ? StartOfFile() : start with { Path = _path };
        _head = _cursor.Identity;
        _splitter = new LineSplitter(options.MaxLineBytes);
        _changes = new FileChangeSignal(_path, options.PollEvery, clock);
    }

    /// <summary>The next lines; waits until there is at least one, or something happened to the file.</summary>
    public async ValueTask<TailBatch> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRead() is { } batch)
                return batch;
            await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What can be read now without waiting; null when there is nothing new.</summary>
    public TailBatch? TryRead()
    {
        var lines = ImmutableArray.CreateBuilder<byte[]>();
        var notices = ImmutableArray.CreateBuilder<TailNotice>();
        var before = _cursor;
        _batchBytes = 0;
        try
        {
            if (_file is not null || Open(notices))
            {
                ReadLines(lines, notices);
                while (!IsFull(lines) && FollowRotation(lines, notices))
                    ReadLines(lines, notices);
            }

            _unreadable = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _cursor = before; // all of this call is taken back; the next change or poll tries again from the same place
            Close();
            lines.Clear();
            notices.Clear();
            if (!_unreadable)
                notices.Add(new TailNotice.Unreadable(exception.Message));
            _unreadable = true;
        }

        return lines.Count == 0 && notices.Count == 0
            ? null
            : new TailBatch { Lines = lines.DrainToImmutable(), Notices = notices.DrainToImmutable(), Cursor = _cursor };
    }

    public void Dispose()
    {
        Close();
        _changes.Dispose();
    }

    /// <summary>Bytes read so far, those of the unfinished line included.</summary>
    private long Position => _cursor.Offset + _splitter.PartialLength;

    /// <summary>True when <paramref name="file"/> still holds everything that was read, as far as its head tells.</summary>
    private bool IsAsRead(FileStream file) => file.Length >= Position && FileHead.Matches(file, _head);

    private FileCursor StartOfFile() => new() { Path = _path, Identity = FileHead.Nothing, Offset = 0, Line = 0 };

    private bool Open(ImmutableArray<TailNotice>.Builder notices)
    {
        var present = RotatedFiles.TryOpen(_path);
        try
        {
            if (present is not null && FileHead.Matches(present, _cursor.Identity))
            {
                if (present.Length < _cursor.Offset)
                    StartAgain(new TailNotice.Truncated(_cursor.Offset), notices);
                _file = present;
            }
            else if (RotatedFiles.Find(_path, _cursor) is { } old)
            {
                _file = old;
            }
            else if (present is not null)
            {
                StartAgain(new TailNotice.Rotated(OldWasFinished: false), notices);
                _file = present;
            }

            return _file is not null;
        }
        finally
        {
            if (_file != present)
                present?.Dispose();
        }
    }

    /// <summary>Looks at what stands under the name now. True when reading goes on in another file.</summary>
    private bool FollowRotation(ImmutableArray<byte[]>.Builder lines, ImmutableArray<TailNotice>.Builder notices)
    {
        if (_file is null || RotatedFiles.TryOpen(_path) is not { } present)
            return false;
        var adopted = false;
        try
        {
            var intact = IsAsRead(_file);
            if (intact && IsAsRead(present))
            {
                var grown = present.Length > Position;
                Adopt(present);
                adopted = true;
                return grown;
            }

            if (intact)
            {
                // A writer may go on in the old file until it has opened the new one, and says so by writing there.
                if (present.Length == 0)
                    return false;
                if (!_leaving)
                {
                    _leaving = true; // one more look into the old file, now that nothing is written there any more
                    return true;
                }

                if (_splitter.PartialLength > 0)
                    FinishLastLine(lines, notices);
            }

            if (lines.Count > 0 || notices.Count > 0)
                return false; // a batch never mixes the lines of two files
            StartAgain(intact ? new TailNotice.Rotated(OldWasFinished: true) : new TailNotice.Truncated(_cursor.Offset), notices);
            Adopt(present);
            adopted = true;
            return true;
        }
        finally
        {
            if (!adopted)
                present.Dispose();
        }
    }

    private void ReadLines(ImmutableArray<byte[]>.Builder lines, ImmutableArray<TailNotice>.Builder notices)
    {
        var file = _file!;
        if (!IsAsRead(file))
            return; // written anew in place: FollowRotation starts again
        var (linesBefore, noticesBefore) = (lines.Count, notices.Count);
        var position = Position;
        var lineStart = _cursor.Offset;
        var line = _cursor.Line;
        while (!IsFull(lines))
        {
            var count = RandomAccess.Read(file.SafeFileHandle, _buffer, position);
            if (count == 0)
                break;
            var rest = _buffer.AsSpan(0, count);
            while (!rest.IsEmpty && !IsFull(lines))
            {
                var taken = _splitter.Take(rest, out var complete, out var tooLong);
                position += taken;
                rest = rest[taken..];
                if (complete is null && tooLong is null)
                    continue;
                if (complete is not null)
                    lines.Add(complete);
                else
                    notices.Add(new TailNotice.LineTooLong(lineStart, tooLong!.Value));
                _batchBytes += complete?.Length ?? 0;
                lineStart = position;
                line++;
            }
        }

        if (!FileHead.Matches(file, _head))
        {
            // Written anew while it was read: what was read may be of either file.
            lines.Count = linesBefore;
            notices.Count = noticesBefore;
            _splitter.Reset();
            return;
        }

        _head = FileHead.Of(file, position);
        if (lineStart != _cursor.Offset)
            _cursor = new FileCursor { Path = _path, Identity = FileHead.Of(file, lineStart), Offset = lineStart, Line = line };
    }

    private bool IsFull(ImmutableArray<byte[]>.Builder lines) => lines.Count >= _options.MaxBatchLines || _batchBytes >= _options.MaxBatchBytes;

    /// <summary>The last line of a file that nobody writes to any more is complete without a line end.</summary>
    private void FinishLastLine(ImmutableArray<byte[]>.Builder lines, ImmutableArray<TailNotice>.Builder notices)
    {
        var end = Position;
        _splitter.Finish(out var line, out var tooLong);
        if (line is not null)
            lines.Add(line);
        else
            notices.Add(new TailNotice.LineTooLong(_cursor.Offset, tooLong!.Value));
        _cursor = new FileCursor { Path = _path, Identity = FileHead.Of(_file!, end), Offset = end, Line = _cursor.Line + 1 };
    }

    private void StartAgain(TailNotice why, ImmutableArray<TailNotice>.Builder notices)
    {
        notices.Add(why);
        _splitter.Reset();
        _cursor = StartOfFile();
        _head = FileHead.Nothing;
    }

    private void Adopt(FileStream present)
    {
        _file?.Dispose();
        _file = present;
        _leaving = false;
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
        _leaving = false;
        _splitter.Reset();
        _head = _cursor.Identity;
    }
}
