using Executor.Silo.Demo;
using Executor.Simulator.Market;

namespace Executor.Silo.Tests.Demo;

public sealed class DemoFeedFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 13, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly SeededMarket _market = new(1, "BTCUSDC", 95_000m, 0.01m);

    private string Feed => Path.Combine(_folder.Path, "demo", "aggregated.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WhenThereIsNoFile_WritesTheHeaderAlone()
    {
        var feed = new DemoFeedFile(Feed, 0.01m);

        Assert.Null(feed.NewestRow);
        Assert.Equal(FeedRowText.Header + "\n", File.ReadAllText(Feed));
    }

    [Fact]
    public void Open_WhenAnEarlierProcessDiedInsideARow_CutsThatOffAndGoesOnBehindTheLastWholeOne()
    {
        new DemoFeedFile(Feed, 0.01m).Append([_market.NextMinute(Noon), _market.NextMinute(Noon.AddMinutes(1))]);
        var whole = File.ReadAllText(Feed);
        File.AppendAllText(Feed, "2025-01-13T12:02:00Z,12");

        var feed = new DemoFeedFile(Feed, 0.01m);

        Assert.Equal(Noon.AddMinutes(1), feed.NewestRow);
        Assert.Equal(whole, File.ReadAllText(Feed));
    }
}
