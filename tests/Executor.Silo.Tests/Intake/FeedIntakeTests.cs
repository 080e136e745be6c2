using System.Globalization;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Tests.Running;
using Executor.Simulator.Market;
using Executor.Simulator.Paper;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task Follow_WhenRowsCameWhileNothingRan_OrdersThatRestedLiveThroughThem()
    {
        var settings = RunningSilo.Settings(_folder, RunningSilo.Symbol("BTCUSDC", _files.Inputs));
        await using (var first = await RunningSilo.StartAsync(settings))
        {
            await first.FollowingAsync("BTCUSDC");
            _files.AppendSignal(_files.Peak());
            await first.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        }

        var fallen = decimal.Round(_files.LastClose * 0.95m, 2);
        _files.AppendRow(high: _files.LastClose, low: fallen, close: fallen);
        _files.AppendRow(high: _files.LastClose, low: fallen, close: _files.LastClose, minutesLater: 2); // the newest close shows nothing of it

        await using var second = await RunningSilo.StartAsync(settings);
        await second.EventAsync("BTCUSDC", "TRADE_CLOSED");
        Assert.Empty(second.Services.GetRequiredService<PaperExchange>().OpenOrdersOf("BTCUSDC"));
    }

    [Theory]
    [InlineData("BTCUSDC", "95000.0", "0.01")]
    [InlineData("BTCUSDC", "95000.125", "0.001")]
    [InlineData("ETHUSDC", "95000.0", "0.1")]
    public async Task Follow_WhenTheNewestPriceIsWrittenCoarsely_TheTickIsThatOfAllKeptRows(string symbol, string finest, string tick)
    {
        var feed = _folder.File("feed.csv");
        var time = TimeProvider.System.GetUtcNow().AddMinutes(-3).UtcDateTime;
        await File.WriteAllLinesAsync(
            feed,
            [
                FeedRowText.Header,
                $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'},100,1.0,0.01,0.5,0.5,95000.0,95000,{finest},95000",
                $"{time.AddMinutes(1):yyyy-MM-dd'T'HH:mm:ss'Z'},100,1.0,0.01,0.5,0.5,95000.0,95000,95000,95000",
            ],
            TestContext.Current.CancellationToken);
        await using var silo = await RunningSilo.StartAsync(RunningSilo.Settings(_folder, RunningSilo.Symbol(symbol, new SymbolInputs.Files(null, feed))));

        await silo.Services.GetRequiredService<Roster>().Find(symbol)!.Gates.MarketOpen
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var rules = await silo.Services.GetRequiredService<PaperExchange>().GetRulesAsync(symbol, TestContext.Current.CancellationToken);
        Assert.Equal(decimal.Parse(tick, CultureInfo.InvariantCulture), rules!.TickSize);
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
