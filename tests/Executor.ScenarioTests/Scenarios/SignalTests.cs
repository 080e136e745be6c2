using System.Text.Json;
using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Signals that are old, come again, were missed, or are not wanted any more.</summary>
public sealed class SignalTests(Scoreboard board) : ScenarioTests(board)
{
    [Fact]
    [Scenario("P23")]
    public Task P23_SignalIsOldWhenItArrives_NothingIsSent() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.PeakAtAsync(scenario.Price, age: TimeSpan.FromSeconds(700));

        Assert.Equal("stale_peak", (await scenario.JournalAsync("SKIP_PEAK")).Fields["reason"]);
        Assert.Empty(await scenario.OrdersAsync());
    });

    [Fact]
    [Scenario("P23")]
    public Task P23_SignalGrowsOldBeforeItsOrderCanBeSent_NothingIsSent() => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["MAX_PEAK_AGE_SEC"] = "5" } },
        async scenario =>
        {
            var silence = await scenario.Exchange.FaultAsync(new { fault = "HtmlError", endpoint = "GET /api/v3/account" });
            await scenario.PeakAsync();
            await scenario.JournalAsync("OPEN");
            Assert.Equal("ENTRY_TIMEOUT_ABORT", (await scenario.JournalAsync("ENTRY_DONE")).Fields["status"]);
            await scenario.Exchange.EndFaultAsync(silence);

            await scenario.FlatAsync();
            Assert.Empty(await scenario.OrdersAsync());
            var opened = scenario.Journal.First(entry => entry.Name == "OPEN");
            var ended = scenario.Journal.First(entry => entry.Name == "ENTRY_DONE");
            Assert.True(ended.At - opened.At < TimeSpan.FromSeconds(30), $"{opened.At:O} {ended.At:O}"); // the age, not the time-out of the entry
        });

    [Fact]
    [Scenario("P23")]
    public Task P23_SignalComesAgainInTheLogOverHttpAndAfterARestart_IsAnsweredWithTheFirstAnswer() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var line = ScoutFiles.Line("long", scenario.Price, TimeSpan.Zero);
        using var first = JsonDocument.Parse(await scenario.Silo.SubmitAsync(scenario.Symbol, line));
        await scenario.PositionAsync(position => position.IsProtected);

        await File.AppendAllTextAsync(scenario.SignalLog, line + "\n" + line + "\n", TestContext.Current.CancellationToken);
        using var again = JsonDocument.Parse(await scenario.Silo.SubmitAsync(scenario.Symbol, line));
        await scenario.KillSiloAsync();
        await scenario.StartSiloAsync();
        using var later = JsonDocument.Parse(await scenario.Silo.SubmitAsync(scenario.Symbol, line));

        Assert.Equal("accepted", AnswerOf(first).GetProperty("outcome").GetString());
        foreach (var answer in new[] { AnswerOf(again), AnswerOf(later) })
        {
            Assert.Equal("duplicate", answer.GetProperty("outcome").GetString());
            Assert.Equal(AnswerOf(first).GetProperty("tradeKey").GetString(), answer.GetProperty("tradeKey").GetString());
        }

        Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
        Assert.Single(scenario.Journal, entry => entry.Name == "OPEN");
    });

    [Fact]
    [Scenario("P23")]
    public Task P23_SignalsAreWrittenWhileNobodyLivesAndTheLogIsReplaced_TheYoungOneIsTakenAndTheGapIsReported() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.PeakAtAsync(scenario.Price, age: TimeSpan.FromSeconds(720));
        var first = await scenario.JournalAsync("SKIP_PEAK");
        await scenario.PeakAtAsync(scenario.Price, age: TimeSpan.FromSeconds(650));
        await scenario.JournalAsync("SKIP_PEAK", entry => entry.Fields["signal_key"] != first.Fields["signal_key"]); // the place after the first line is stored by now
        await scenario.KillSiloAsync();
        File.Delete(scenario.SignalLog); // what stood in it unread is lost
        await scenario.PeakAtAsync(scenario.Price + 1m, age: TimeSpan.FromSeconds(3));

        await scenario.StartSiloAsync();

        await scenario.PositionAsync(position => position.IsProtected);
        Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
        await scenario.UntilAsync(() => Task.FromResult(
            scenario.Silo.Output.Contains("was rotated; the old file was read to its end: False", StringComparison.Ordinal)
            || scenario.Silo.Output.Contains("was truncated below byte", StringComparison.Ordinal)));
    });

    [Theory]
    [Scenario("P24")]
    [InlineData("/fleet/pause", "paused")]
    [InlineData("/fleet/sleep", "asleep")]
    [InlineData("/positions/BTCUSDT/pause", "symbol_held")]
    public Task P24_ExecutorIsStoppedAndKilled_StaysStoppedAndWhatIsOpenStaysManaged(string stop, string reason) => LiveAsync(
        new ScenarioSetup { Symbols = reason == "symbol_held" ? ["BTCUSDT"] : ["BTCUSDT", "ETHUSDT"] },
        async scenario =>
        {
            var isOpen = reason != "symbol_held";
            var open = isOpen ? await scenario.OpenAsync("long", "ETHUSDT") : null;
            await scenario.Silo.OrderAsync(stop);
            await scenario.KillSiloAsync();
            await scenario.PeakAsync();
            await scenario.StartSiloAsync();

            Assert.Equal(reason, (await scenario.JournalAsync("SKIP_PEAK")).Fields["reason"]);
            Assert.Contains(reason, await scenario.Silo.SubmitAsync(
                scenario.Symbol, ScoutFiles.Line("long", scenario.Price + 3m, TimeSpan.Zero)), StringComparison.Ordinal);
            Assert.Empty(await scenario.OrdersAsync());
            if (open is null)
                return;
            await scenario.MoveAsync(open.Targets[0] + 1m, "ETHUSDT");
            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
        });

    [Fact]
    [Scenario("P24")]
    public Task P24_ExecutorIsStoppedBetweenDecisionAndOrder_TheOrderIsNotSent() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var silence = await scenario.Exchange.FaultAsync(new { fault = "HtmlError", endpoint = "GET /api/v3/account" });
        await scenario.PeakAsync();
        await scenario.JournalAsync("OPEN"); // decided; what the account holds is still to be read

        await scenario.Silo.OrderAsync("/fleet/pause");
        await scenario.Exchange.EndFaultAsync(silence);

        Assert.Equal("ENTRIES_OFF", (await scenario.JournalAsync("ENTRY_DONE")).Fields["status"]);
        await scenario.FlatAsync();
        Assert.Empty(await scenario.OrdersAsync());
    });

    private static JsonElement AnswerOf(JsonDocument answer) => Assert.Single(answer.RootElement.GetProperty("answers").EnumerateArray());
}
