using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Intake;

public sealed class FeedIntakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MarketFiles _files;

    public FeedIntakeTests() => _files = new MarketFiles(_folder, "BTCUSDC");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Follow_WhenARowFallsThroughTheStop_MovesThePaperMarketAndTheTradeCloses()
    {
        await using var silo = await RunningSilo.StartAsync(RunningSilo.Settings(_folder, RunningSilo.Symbol("BTCUSDC", _files.Inputs)));
        await silo.FollowingAsync("BTCUSDC");
        _files.AppendSignal(_files.Peak());
        await silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        var fallen = decimal.Round(_files.LastClose * 0.95m, 2);

        _files.AppendRow(high: _files.LastClose, low: fallen, close: fallen);

        await silo.EventAsync("BTCUSDC", "TRADE_CLOSED");
        Assert.DoesNotContain(silo.Journal, entry => entry.Event.Name == "SL_WATCHDOG_TRIGGER"); // the fills come before the price that made them
        var view = await silo.Client.GetStringAsync(new Uri("/positions/BTCUSDC", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("\"status\":\"Flat\"", view, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_WhenTheHeaderIsWrong_TakesNoRowUntilAnotherFileStandsThere()
    {
        var good = await File.ReadAllTextAsync(_files.Feed, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _files.Feed, good.Replace("HiPrice,LowPrice", "LowPrice,HiPrice", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var silo = await RunningSilo.StartAsync(RunningSilo.Settings(_folder, RunningSilo.Symbol("BTCUSDC", _files.Inputs)));

        await File.WriteAllTextAsync(_files.Feed + ".tmp", good, TestContext.Current.CancellationToken);
        File.Move(_files.Feed + ".tmp", _files.Feed, overwrite: true);
        await silo.FollowingAsync("BTCUSDC");
        _files.AppendSignal(_files.Peak());

        await silo.EventAsync("BTCUSDC", "OPEN");
    }
}
