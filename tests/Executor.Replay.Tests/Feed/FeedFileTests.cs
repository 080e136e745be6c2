using Executor.Core.Market;
using Executor.Replay.Feed;
using Executor.Replay.Reading;

namespace Executor.Replay.Tests.Feed;

public sealed class FeedFileTests
{
    private const string Row1 = "2025-03-01T00:01:00Z,3,1.0,0.3,0.6,0.4,100.00,100.00,101.00,99.00";
    private const string Row2 = "2025-03-01T00:02:00Z,3,1.0,0.3,0.6,0.4,100.50,100.50,101.00,99.00";
    private const string Row4 = "2025-03-01T00:04:00Z,3,1.0,0.3,0.6,0.4,100.50,100.50,101.00,99.00";

    [Fact]
    public void Rows_WhenMinutesAreMissing_AreReadAsTheyAre()
    {
        var (bars, malformed) = Read($"{FeedFormat.Header}\n{Row1}\n{Row2}\n{Row4}\n");

        Assert.Equal([1, 2, 4], bars.Select(bar => bar.Time.Minute));
        Assert.Equal(new Bar(new DateTimeOffset(2025, 3, 1, 0, 1, 0, TimeSpan.Zero), 101m, 99m, 100m), bars[0]);
        Assert.Empty(malformed);
    }

    [Fact]
    public void File_WhenItHasMarkAndReturnsAndNoLastEnd_IsReadWhole()
    {
        var (bars, malformed) = Read($"\uFEFF{FeedFormat.Header}\r\n{Row1}\r\n{Row2}");

        Assert.Equal(2, bars.Count);
        Assert.Empty(malformed);
    }

    [Fact]
    public void Header_WhenAnother_IsAnErrorNamingFileExpectedAndFound()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("aggregated.csv", $"Timestamp,Open,Close\n{Row1}\n");

        var failure = Assert.Throws<ReplayInputException>(() => FeedFile.Open(path));

        Assert.Equal($"{path}, line 1: wrong header. Expected: {FeedFormat.Header} Found: Timestamp,Open,Close", failure.Message);
    }

    [Fact]
    public void File_WhenEmpty_IsAnErrorNamingTheHeader()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("aggregated.csv", string.Empty);

        var failure = Assert.Throws<ReplayInputException>(() => FeedFile.Open(path));

        Assert.Equal($"{path}: the feed is empty. Expected header: {FeedFormat.Header}", failure.Message);
    }

    [Fact]
    public void Rows_WhenMalformed_AreCountedWithLineAndReason()
    {
        var tooLong = new string('9', LineReader.MaxLineBytes + 1);

        var (bars, malformed) = Read($"{FeedFormat.Header}\n{Row1}\n\nabc\n{Row2.Replace("100.50", "nan", StringComparison.Ordinal)}\n{tooLong}\n{Row4}\n");

        Assert.Equal(2, bars.Count);
        Assert.Equal([3, 4, 5, 6], malformed.Select(problem => problem.Line));
        Assert.Equal("empty line", malformed[0].Reason);
        Assert.Equal("longer than 65536 bytes", malformed[3].Reason);
        Assert.All(malformed, problem => Assert.NotEmpty(problem.Reason));
    }

    [Theory]
    [InlineData(Row2, Row1)]
    [InlineData(Row2, Row2)]
    public void Rows_WhenNotStrictlyIncreasing_AreAnErrorNamingTheLine(string first, string second)
    {
        var failure = Assert.Throws<ReplayInputException>(() => Read($"{FeedFormat.Header}\n{first}\n{second}\n"));

        Assert.Contains("aggregated.csv, line 3: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("is not later than 2025-03-01T00:02:00.0000000Z of the row before", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WhenItGrows_LeavesEarlierViewsAsTheyWere()
    {
        var table = new BarTable();
        var bar = new Bar(DateTimeOffset.UnixEpoch, 1m, 1m, 1m);
        table.Add(bar);
        var before = table.Series;
        for (var i = 1; i < 100_000; i++)
        {
            table.Add(bar with { Time = DateTimeOffset.UnixEpoch.AddMinutes(i) });
        }

        Assert.Equal(1, before.Count);
        Assert.Equal(bar, before[0]);
        Assert.Equal(100_000, table.Series.Count);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(99_999), table.Newest.Time);
    }

    private static (List<Bar> Bars, IReadOnlyList<LineProblem> Malformed) Read(string text)
    {
        using var folder = new TemporaryFolder();
        using var feed = FeedFile.Open(folder.Write("aggregated.csv", text));
        var bars = new List<Bar>();
        while (feed.TryRead(out var bar))
        {
            bars.Add(bar);
        }

        return (bars, feed.Malformed);
    }
}
