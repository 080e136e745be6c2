using System.Text;
using System.Text.Json;
using Executor.Core.Journal;
using Executor.Silo.Configuration;
using Executor.Silo.Explaining;
using Executor.Silo.Journal;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Explaining;

/// <summary><c>explain</c> on a silo that runs, and on the files of one that has stopped.</summary>
public sealed class ExplainTests : IDisposable
{
    private const string Symbol = "BTCUSDC";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trade_OfARunningSiloAndOfAStoppedOne_IsExplainedAndEveryFigureAgrees()
    {
        var market = new MarketFiles(_folder, Symbol);
        var settings = RunningSilo.Settings(_folder, RunningSilo.Symbol(Symbol, market.Inputs));
        string key;
        await using (var silo = await RunningSilo.StartAsync(settings))
        {
            await silo.FollowingAsync(Symbol);
            market.AppendSignal(market.Peak());
            key = (await silo.EventAsync(Symbol, "EXITS_PLACED_V15")).Event.TradeKey!;
            market.AppendRow(market.LastClose + 1m, market.LastClose - 3_000m, market.LastClose - 3_000m);
            await silo.EventAsync(Symbol, "TRADE_CLOSED");

            var (exitCode, output, errors) = await ExplainAsync(settings with { Http = silo.Client.BaseAddress! }, key, asJson: true);
            Assert.True(exitCode == 0, output + errors);
            Assert.Contains($"\"tradeKey\": \"{key}\"", output, StringComparison.Ordinal);
            var unknown = await ExplainAsync(settings with { Http = silo.Client.BaseAddress! }, "EX_EN_1", asJson: false);
            Assert.Equal(2, unknown.ExitCode);
        }

        var stopped = await ExplainAsync(settings, tradeKey: null, asJson: true);
        Assert.True(stopped.ExitCode == 0, stopped.Output + stopped.Errors);
        using var json = JsonDocument.Parse(stopped.Output);
        var steps = json.RootElement.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(("OPEN", "TRADE_CLOSED"), (steps[0].GetProperty("event").GetString(), steps[^1].GetProperty("event").GetString()));
        string[] figures = ["entry", "feed_sl", "qty", "pnl_quote", "r"];
        Assert.Subset(
            steps.SelectMany(step => step.GetProperty("figures").EnumerateArray()).Select(figure => figure.GetProperty("name").GetString()!).ToHashSet(),
            figures.ToHashSet());
        Assert.Equal(0, json.RootElement.GetProperty("gaps").GetArrayLength());

        var text = await ExplainAsync(settings, key, asJson: false);
        Assert.Contains("agrees   pnl_quote", text.Output, StringComparison.Ordinal);
        Assert.Contains("0 differ(s).", text.Output, StringComparison.Ordinal);

        Falsify(settings);
        var falsified = await ExplainAsync(settings, key, asJson: false);
        Assert.Equal(3, falsified.ExitCode);
        Assert.Contains("DIFFERS  tp2", falsified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbol_OrTradeOrFolder_ThatIsNotThere_EndsWithTwoAndSaysSo()
    {
        var settings = RunningSilo.Settings(_folder, RunningSilo.Symbol(Symbol, new SymbolInputs.Demo()));
        Assert.Contains("no data folder", (await ExplainAsync(settings, null, asJson: false)).Errors, StringComparison.Ordinal);

        Directory.CreateDirectory(settings.DataDirectory);
        var unknown = await ExplainAsync(settings, "EX_EN_1", asJson: false);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("EX_EN_1", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_OfTheJournal_IsReadBackAsTheEventItWas()
    {
        var happened = new JournalEvent
        {
            Sequence = 7,
            At = new DateTimeOffset(2025, 1, 13, 20, 0, 5, TimeSpan.Zero),
            Name = "SKIP_PEAK",
            TradeKey = "EX_EN_1",
            Level = JournalLevel.Warning,
            Reason = "The signal is old.",
            Fields = [new JournalField("reason", "stale_peak"), new JournalField("age", "601.50")],
        };
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        JournalLine.Write(buffer, new JournalEntry(Symbol, happened), "paper");

        var read = JournalReader.TryRead(Encoding.UTF8.GetString(buffer.WrittenSpan), Symbol)!;

        Assert.Equal(happened with { Fields = [] }, read with { Fields = [] });
        Assert.Equal(happened.Fields, read.Fields);
        Assert.Null(JournalReader.TryRead("{\"symbol\":\"BTCUSDC\",", Symbol));
        Assert.Null(JournalReader.TryRead(Encoding.UTF8.GetString(buffer.WrittenSpan), "ETHUSDC"));
    }

    /// <summary>Raises the second target in the journal.</summary>
    private static void Falsify(SiloSettings settings)
    {
        var lines = File.ReadAllLines(settings.ExecLog);
        var open = Array.FindIndex(lines, line => line.Contains("\"action\":\"OPEN\"", StringComparison.Ordinal));
        lines[open] = System.Text.RegularExpressions.Regex.Replace(lines[open], "\"tp2\":[0-9.]+", "\"tp2\":999999.99");
        File.WriteAllLines(settings.ExecLog, lines);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> ExplainAsync(SiloSettings settings, string? tradeKey, bool asJson)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var exitCode = await ExplainVerb.ExplainAsync(settings, Symbol, tradeKey, asJson, output, errors, TestContext.Current.CancellationToken);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}
