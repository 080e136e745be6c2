using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Executor.Core.Market;
using Executor.Replay.Reading;

namespace Executor.Replay.Feed;

/// <summary>The rows of an <c>aggregated.csv</c> or <c>.csv.gz</c>, one bar at a time.</summary>
internal sealed class FeedFile : IDisposable
{
    private readonly LineReader _lines;
    private readonly List<LineProblem> _malformed = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    private FeedFile(LineReader lines) => _lines = lines;

    /// <summary>The file.</summary>
    public string Path => _lines.Path;

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Lines that are no rows, in their order.</summary>
    public IReadOnlyList<LineProblem> Malformed => _malformed;

    /// <summary>Opens a feed and checks its header.</summary>
    /// <exception cref="ReplayInputException">It cannot be opened, or its header is another.</exception>
    public static FeedFile Open(string path)
    {
        var lines = LineReader.Open(path);
        try
        {
            CheckHeader(lines);
            return new FeedFile(lines);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>The next row; lines that are none are noted and passed over. False at the end.</summary>
    /// <exception cref="ReplayInputException">A row is not later than the one before it, or the file cannot be read further.</exception>
    public bool TryRead(out Bar bar)
    {
        while (_lines.TryRead(out var line))
        {
            if (!FeedFormat.TryParseRow(line, out bar, out var reason))
            {
                NoteMalformed(line, reason);
                continue;
            }

            if (bar.Time <= _newest)
            {
                ThrowOutOfOrder(bar.Time);
            }

            _newest = bar.Time;
            Rows++;
            return true;
        }

        bar = default;
        return false;
    }

    public void Dispose() => _lines.Dispose();

    private static void CheckHeader(LineReader lines)
    {
        if (!lines.TryRead(out var header))
        {
            throw new ReplayInputException($"{lines.Path}: the feed is empty. Expected header: {FeedFormat.Header}");
        }

        if (!FeedFormat.TryCheckHeader(header, out _))
        {
            throw new ReplayInputException(
                $"{lines.Path}, line 1: wrong header. Expected: {FeedFormat.Header} Found: {Shown(lines, header)}");
        }
    }

    private static string Shown(LineReader lines, ReadOnlySpan<byte> header)
    {
        const int Longest = 200;
        return lines.IsLineTooLong ? $"a line of more than {LineReader.MaxLineBytes} bytes"
            : header.IsEmpty ? "an empty line"
            : Encoding.UTF8.GetString(header[..Math.Min(header.Length, Longest)]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteMalformed(ReadOnlySpan<byte> line, string reason) => _malformed.Add(new LineProblem(
        _lines.LineNumber,
        _lines.IsLineTooLong ? $"longer than {LineReader.MaxLineBytes} bytes" : line.IsEmpty ? "empty line" : reason));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowOutOfOrder(DateTimeOffset time) => throw new ReplayInputException(string.Create(
        CultureInfo.InvariantCulture,
        $"{_lines.Path}, line {_lines.LineNumber}: {time.UtcDateTime:O} is not later than {_newest.UtcDateTime:O} of the row before. ")
        + "Rows must be in strictly increasing order of time.");
}
