using System.Net;
using Executor.Silo.Configuration;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task Run_WhenNothingIsConfigured_OpensAProtectedPaperTradeFromARealSignalLine()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await RunningSilo.StartAsync(
            RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", new SymbolInputs.Demo()), RunningSilo.Symbol("SOLUSDC", new SymbolInputs.Demo())));

        var opened = await silo.EventAsync("BTCUSDC", "OPEN");
        await silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        await silo.EventAsync("SOLUSDC", "EXITS_PLACED_V15");

        var demo = Path.Combine(folder.Path, "data", "demo", "BTCUSDC");
        Assert.Contains("\"action\":\"PEAK\"", await File.ReadAllTextAsync(Path.Combine(demo, "deltascout.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.InRange((await File.ReadAllLinesAsync(Path.Combine(demo, "aggregated.csv"), TestContext.Current.CancellationToken)).Length, 361, 363);
        Assert.Equal(1, opened.Event.Sequence);
        Assert.Equal(HttpStatusCode.OK, (await silo.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Run_WhenRestarted_KeepsPositionBooksAndFilesAndJournalsNothingTwice()
    {
        using var folder = new TemporaryFolder();
        var settings = RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", new SymbolInputs.Demo()));
        string tradeKey;
        await using (var first = await RunningSilo.StartAsync(settings))
        {
            tradeKey = (await first.EventAsync("BTCUSDC", "EXITS_PLACED_V15")).Event.TradeKey!;
        }

        await using (var second = await RunningSilo.StartAsync(settings))
        {
            await second.FollowingAsync("BTCUSDC");
            var view = await second.Client.GetStringAsync(new Uri("/positions/btcusdc", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Contains($"\"tradeKey\":\"{tradeKey}\"", view, StringComparison.Ordinal);
            Assert.Contains("\"coverage\":1", view, StringComparison.Ordinal);
        }

        var opens = File.ReadLines(settings.ExecLog).Count(line => line.Contains("\"action\":\"OPEN\"", StringComparison.Ordinal) && line.Contains(tradeKey, StringComparison.Ordinal));
        Assert.Equal(1, opens);
        var sequences = File.ReadLines(settings.ExecLog).Select(line => line.Split("\"seq\":")[1].Split(',')[0]).ToList();
        Assert.Equal(sequences.Distinct(), sequences);
    }
}
