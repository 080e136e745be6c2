using System.Text;
using Executor.GrainInterfaces;
using Executor.Silo.Intake;
using Executor.Simulator.Market;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Silo.Tests.Intake;

public sealed class FeedRowsTests
{
    private const string First = "2025-01-13T12:01:00Z,100,1.0,0.01,0.5,0.5,95000.0,95001.25,95010.00,94990.00";
    private const string Second = "2025-01-13T12:02:00Z,100,1.0,0.01,0.5,0.5,95000.0,95002.50,95010.00,94990.00";

    private const string Future = "2025-01-13T12:05:01Z,100,1.0,0.01,0.5,0.5,95000.0,99999.25,99999.25,94990.00";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 1, 13, 12, 3, 0, TimeSpan.Zero));
    private readonly FeedRows _rows;

    public FeedRowsTests() => _rows = new FeedRows("BTCUSDC", "aggregated.csv", _clock, NullLogger.Instance);

    [Fact]
    public void Read_WhenRowsAreBrokenOrNotAfterTheLast_LeavesOutThoseAlone()
    {
        var bars = _rows.Read(Batch(FeedRowText.Header, First, "2025-01-13T12:01:30Z,broken", First, Second));

        Assert.Equal([95001.25m, 95002.50m], bars.Select(bar => bar.Close));
    }

    [Fact]
    public void Read_WhenARowIsDatedInTheFuture_LeavesItOutAndTakesTheNextOne()
    {
        var bars = _rows.Read(Batch(FeedRowText.Header, First, Future, Second));

        Assert.Equal([95001.25m, 95002.50m], bars.Select(bar => bar.Close));
    }

    [Fact]
    public void Read_WhenTheHeaderIsWrong_TakesNoRowUntilAFileWithTheRightOneBegins()
    {
        Assert.Empty(_rows.Read(Batch("Timestamp,Open,High", First)));
        Assert.Empty(_rows.Read(Batch(Second)));

        var bars = _rows.Read(Batch(FeedRowText.Header, Second) with { Notices = [new TailNotice.Rotated(OldWasFinished: true)] });

        Assert.Equal(95002.50m, Assert.Single(bars).Close);
    }

    private static TailBatch Batch(params string[] lines) => new()
    {
        Lines = [.. lines.Select(Encoding.UTF8.GetBytes)],
        Cursor = new FileCursor { Path = "aggregated.csv", Identity = FileHead.Nothing, Offset = 0, Line = lines.Length },
    };
}
