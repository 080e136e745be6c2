using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Market;
using Executor.Core.Signals;

namespace Executor.Silo.Intake;

/// <summary>
/// Reads the lines of a feed file as bars, ascending in time. The first line of a file must be the header; until it is, no row is taken,
/// since rows under other columns would be read as prices that they are not.
/// </summary>
internal sealed class FeedRows(string symbol, string path, TimeProvider clock, ILogger logger)
{
    private bool _headerRead;
    private bool _headerWrong;
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>The bars of a batch.</summary>
    public ImmutableArray<Bar> Read(TailBatch batch)
    {
        foreach (var notice in batch.Notices)
        {
            logger.Tell(notice, path);
            if (notice is TailNotice.Rotated or TailNotice.Truncated)
                _headerRead = false;
        }

        var bars = ImmutableArray.CreateBuilder<Bar>(batch.Lines.Length);
        var line = batch.Cursor.Line - batch.Lines.Length;
        foreach (var text in batch.Lines)
        {
            line++;
            if (!_headerRead)
                ReadHeader(text);
            else if (!_headerWrong && TryReadRow(text, line, out var bar))
                bars.Add(bar);
        }

        return bars.DrainToImmutable();
    }

    private void ReadHeader(byte[] text)
    {
        _headerRead = true;
        _headerWrong = !FeedFormat.TryCheckHeader(text, out var problem);
        if (_headerWrong)
            logger.FeedHeaderWrong(symbol, path, problem);
    }

    private bool TryReadRow(byte[] text, long line, out Bar bar)
    {
        if (!FeedFormat.TryParseRow(text, out bar, out var reason))
        {
            logger.FeedRowRefused(symbol, path, line, reason);
            return false;
        }

        if (ClockTolerance.IsBeyond(bar.Time, clock.GetUtcNow()))
        {
            logger.FeedRowRefused(symbol, path, line, string.Create(CultureInfo.InvariantCulture, $"its time {bar.Time:u} is in the future"));
            return false;
        }

        if (bar.Time <= _newest)
        {
            logger.FeedRowLate(symbol, path, line, bar.Time, _newest);
            return false;
        }

        _newest = bar.Time;
        return true;
    }
}
