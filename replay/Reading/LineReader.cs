namespace Executor.Replay.Reading;

/// <summary>
/// The lines of a finished file as UTF-8 bytes, plain or gzip (by its name, <c>.gz</c>), without a copy or an allocation per line. Takes a
/// byte order mark, CRLF, and a last line without an end.
/// </summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>A longer line is reported as too long and not read.</summary>
    public const int MaxLineBytes = 64 * 1024;

    private const int BlockBytes = 256 * 1024;

    private readonly BlockSource _source;
    private Block? _block;
    private int _position;

    private LineReader(string path, BlockSource source)
    {
        Path = path;
        _source = source;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>
    /// True when the line that was read last had more than <see cref="MaxLineBytes"/> bytes; it is then handed out empty.
    /// </summary>
    public bool IsLineTooLong { get; private set; }

    /// <exception cref="ReplayInputException">The file cannot be opened.</exception>
    public static LineReader Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GzipFile(file) : file;
            return Over(stream, path, BlockBytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReplayInputException($"{path}: cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>Reads <paramref name="stream"/> in blocks of <paramref name="blockBytes"/>, and closes it in the end.</summary>
    public static LineReader Over(Stream stream, string path, int blockBytes) =>
        new(path, new BlockSource(stream, MaxLineBytes, blockBytes));

    /// <summary>The next line without its end; valid until the next call. False at the end of the file.</summary>
    /// <exception cref="ReplayInputException">The file cannot be read further.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        IsLineTooLong = false;
        if (_block is { } block)
        {
            var rest = block.Buffer.AsSpan(_position, block.End - _position);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0)
            {
                _position += length + 1;
                line = Finish(rest[..length]);
                return true;
            }
        }

        return TryReadAcross(out line);
    }

    public void Dispose() => _source.Dispose();

    /// <summary>The line goes on in the next block, or the file ends with it.</summary>
    private bool TryReadAcross(out ReadOnlySpan<byte> line)
    {
        var tooLong = false;
        while (true)
        {
            var carried = _block is { } current ? current.Buffer.AsSpan(_position, current.End - _position) : default;
            var next = TakeBlock();
            if (next is null)
            {
                _position = _block?.End ?? 0;
                var isLine = carried.Length > 0 || tooLong;
                line = isLine ? Finish(carried, tooLong) : default;
                return isLine;
            }

            tooLong |= carried.Length > next.Headroom;
            var kept = tooLong ? default : carried;
            _position = next.Headroom - kept.Length;
            kept.CopyTo(next.Buffer.AsSpan(_position));
            if (_block is { } used)
            {
                _source.Return(used);
            }

            _block = next;
            var rest = next.Buffer.AsSpan(_position, next.End - _position);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0)
            {
                _position += length + 1;
                line = Finish(rest[..length], tooLong);
                return true;
            }
        }
    }

    private Block? TakeBlock()
    {
        try
        {
            return _source.Take();
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ReplayInputException($"{Path}: cannot be read after line {LineNumber}: {failure.Message}", failure);
        }
    }

    private ReadOnlySpan<byte> Finish(ReadOnlySpan<byte> line, bool tooLong = false)
    {
        LineNumber++;
        if (tooLong || line.Length > MaxLineBytes)
        {
            IsLineTooLong = true;
            return default;
        }

        if (line is [.. var text, (byte)'\r'])
        {
            line = text;
        }

        return LineNumber == 1 && line is [0xEF, 0xBB, 0xBF, .. var marked] ? marked : line;
    }
}
