using System.Buffers.Binary;
using System.IO.Compression;

namespace Executor.Replay.Reading;

/// <summary>
/// A gzip file, read forward. The stream of the runtime takes a file that was cut off for one that has ended; here the length that gzip
/// writes at the very end must agree with what was read.
/// </summary>
internal sealed class GzipFile : Stream
{
    private const int BufferBytes = 256 * 1024;
    private const int LengthBytes = 4;

    private readonly GZipStream _inflated;
    private readonly uint _expected;
    private uint _read;

    /// <param name="file">The packed bytes; closed with this stream.</param>
    public GzipFile(FileStream file)
    {
        _expected = LengthAtEnd(file);
        _inflated = new GZipStream(new BufferedStream(file, BufferBytes), CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The file ends before its data does.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _inflated.Read(buffer);
        _read = unchecked(_read + (uint)read);
        return read > 0 || buffer.IsEmpty || _read == _expected
            ? read
            : throw new InvalidDataException("the gzip file is cut off, or packed in several parts");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflated.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The length modulo 2^32 (RFC 1952, ISIZE).</summary>
    private static uint LengthAtEnd(FileStream file)
    {
        if (file.Length < LengthBytes)
        {
            return 0;
        }

        Span<byte> length = stackalloc byte[LengthBytes];
        file.Seek(-LengthBytes, SeekOrigin.End);
        file.ReadExactly(length);
        file.Seek(0, SeekOrigin.Begin);
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }
}
