using System.Net;
using System.Text.Json;
using Executor.Silo.Reports;
using Executor.Silo.Tests.Running;
using Microsoft.Extensions.Configuration;

namespace Executor.Silo.Tests.Reports;

/// <summary>The same trades from a running silo and from what it leaves behind.</summary>
public sealed class ReportVerbTests
{
    private const string Symbol = "BTCUSDC";

    [Fact]
    public async Task Report_WhileTheSiloRunsAndAfterItHasStopped_TellsTheSameTrade()
    {
        using var folder = new TemporaryFolder();
        var market = new MarketFiles(folder, Symbol);
        var settings = RunningSilo.Settings(folder, RunningSilo.Symbol(Symbol, market.Inputs));
        string address, running;
        await using (var silo = await RunningSilo.StartAsync(settings))
        {
            await silo.FollowingAsync(Symbol);
            market.AppendSignal(market.Peak());
            await silo.EventAsync(Symbol, "EXITS_PLACED_V15");
            using var flat = await silo.Client.PostAsync(new Uri("/positions/BTCUSDC/flatten?reason=FIRE_DRILL", UriKind.Relative), null, TestContext.Current.CancellationToken);
            await silo.EventAsync(Symbol, "TRADE_CLOSED");
            address = silo.Client.BaseAddress!.ToString().TrimEnd('/');
            running = await ReportedAsync(settings.DataDirectory, address);
            using var refused = await silo.Client.GetAsync(new Uri("/reports?format=pdf", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        var stopped = await ReportedAsync(settings.DataDirectory, address);

        Assert.Equal(running, stopped);
        var record = JsonDocument.Parse(stopped).RootElement;
        Assert.Equal(("FIRE_DRILL", "FLATTENED"), (record.GetProperty("close_reason").GetString(), record.GetProperty("exit_type").GetString()));
        Assert.Equal("OK", record.GetProperty("fee_status").GetString());

        var file = folder.File("report.md");
        var (code, _, _) = await RunAsync(new ReportRequest("ETHUSDC", "2025-01", "markdown", file), settings.DataDirectory, address);
        Assert.Equal((0, "# Trades 2025-01\n\nNo trades.\n"), (code, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("pdf", null, "The format 'pdf' is not one of jsonl, csv, original, public, markdown.")]
    [InlineData("csv", "January", "The month 'January' must be like 2025-01.")]
    public async Task Report_WhenTheArgumentsAreWrong_SaysWhichAndWhatIsExpected(string format, string? month, string problem)
    {
        using var folder = new TemporaryFolder();

        var (code, _, errors) = await RunAsync(new ReportRequest(null, month, format, null), folder.Path, "http://127.0.0.1:1");

        Assert.Equal((2, problem), (code, errors.TrimEnd()));
    }

    [Fact]
    public async Task Report_WhenThereIsNoDataFolder_SaysWhereItLooked()
    {
        using var folder = new TemporaryFolder();

        var (code, _, errors) = await RunAsync(new ReportRequest(null, null, "csv", null), folder.File("nowhere"), "http://127.0.0.1:1");

        Assert.Equal(1, code);
        Assert.Contains(Path.Combine(folder.File("nowhere"), "executor.db"), errors, StringComparison.Ordinal);
    }

    /// <summary>The one line of the report, once it is there: a trade is delivered beside the trading.</summary>
    private static async Task<string> ReportedAsync(string dataDirectory, string address)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var (code, output, errors) = await RunAsync(new ReportRequest(Symbol, null, "original", null), dataDirectory, address);
            Assert.True(code == 0, errors);
            if (output.Length > 0)
                return output;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(ReportRequest request, string dataDirectory, string address)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["EXECUTOR_DATA_DIR"] = dataDirectory, ["EXECUTOR_HTTP"] = address }).Build();
        var code = await ReportVerb.RunAsync(request, () => configuration, output, errors, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
