using System.Buffers;

namespace Executor.Silo.Intake;

/// <summary>Cuts bytes of a file into lines at <c>\n</c>; a <c>\r</c> before it belongs to the line end. Holds at most one line.</summary>
internal sealed class LineSplitter(int maxLineBytes)
{
    private readonly ArrayBufferWriter<byte> _partial = new();
    private long _partialLength;

    /// <summary>Bytes of the unfinished line.</summary>
    public long PartialLength => _partialLength;

    /// <summary>Forgets the unfinished line.</summary>
    public void Reset()
    {
        _partial.ResetWrittenCount();
        _partialLength = 0;
    }

    /// <summary>
    /// Takes bytes up to and including the first line end in <paramref name="bytes"/>. Returns how many were taken; a finished line
    /// is in <paramref name="line"/> unless it was too long, then its length is in <paramref name="tooLong"/>.
    /// </summary>
    public int Take(ReadOnlySpan<byte> bytes, out byte[]? line, out long? tooLong)
    {
        line = null;
        tooLong = null;
        var end = bytes.IndexOf((byte)'\n');
        var content = end < 0 ? bytes : bytes[..end];
        if (_partialLength + content.Length <= maxLineBytes + 1L) // the one byte more may be the \r of the line end
            _partial.Write(content);
        _partialLength += content.Length;
        if (end < 0)
            return bytes.Length;
        Finish(out line, out tooLong);
        return end + 1;
    }

    /// <summary>Ends the unfinished line: nothing will follow it.</summary>
    public void Finish(out byte[]? line, out long? tooLong)
    {
        line = null;
        tooLong = null;
        var kept = _partial.WrittenSpan;
        var whole = kept.Length == _partialLength;
        if (whole && kept is [.., (byte)'\r'])
            kept = kept[..^1];
        if (whole && kept.Length <= maxLineBytes)
            line = kept.ToArray();
        else
            tooLong = _partialLength;
        Reset();
    }
}
