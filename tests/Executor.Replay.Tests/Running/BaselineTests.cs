using System.Text.Json;

namespace Executor.Replay.Tests.Running;

/// <summary>The replay beside a fixed exit policy.</summary>
public sealed class BaselineTests
{
    [Fact]
    public async Task Baseline_WhenTheRunnerTrails_LeavesItAtTheSecondTarget()
    {
        using var scenario = Trailed();

        using var json = await RunAsync(scenario);

        var pair = json.RootElement.GetProperty("baseline").GetProperty("pairs").EnumerateArray().Single();
        Assert.Equal(("NORMAL_TRAIL", 44.8499m), Of(pair, "replay"));
        Assert.Equal(("NORMAL_TP2", 50m), Of(pair, "baseline")); // 0.01 x 1000 and 0.02 x 2000
        Assert.Equal(-5.1501m, pair.GetProperty("profitDifferenceQuote").GetDecimal());
        Assert.Equal(50m, json.RootElement.GetProperty("baseline").GetProperty("summary").GetProperty("profitQuote").GetDecimal());
        Assert.Equal(44.8499m, json.RootElement.GetProperty("summary").GetProperty("profitQuote").GetDecimal());
    }

    [Theory]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public async Task Baseline_AfterTheFirstTarget_KeepsThePlannedStop(string style)
    {
        using var scenario = Entered().Set("EXIT_STYLE", style)
            .Row(101_010m, 100_100m, 101_000m)
            .Row(101_000m, 98_000m, 98_000m)
            .Quiet(2, 98_000m);

        using var json = await RunAsync(scenario);

        var pair = json.RootElement.GetProperty("baseline").GetProperty("pairs").EnumerateArray().Single();
        Assert.Equal("NORMAL_BE", Of(pair, "replay").Type);
        Assert.Equal("NORMAL_SL", Of(pair, "baseline").Type);
        Assert.True(Of(pair, "baseline").Profit < -9m, "Two thirds of the position lose what was risked: 0.02 x 1000 against 10 won.");
    }

    [Fact]
    public async Task Output_WithoutTheBaseline_HasNoWordOfIt()
    {
        using var scenario = Trailed();
        var (exitCode, output, _) = await scenario.RunCommandAsync(html: true);

        Assert.Equal(ReplayCommand.Done, exitCode);
        Assert.DoesNotContain("baseline", output + await ReadAsync(scenario, "out.json") + await ReadAsync(scenario, "out.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_WithTheBaseline_IsTheOrdinaryOneAndASection_AndTheSameEachTime()
    {
        using var scenario = Trailed();
        await scenario.RunCommandAsync(html: true);
        var ordinary = await ReadAsync(scenario, "out.json");

        var (_, output, _) = await scenario.RunCommandAsync(html: true, baseline: true);
        var first = (await ReadAsync(scenario, "out.json"), await ReadAsync(scenario, "out.html"));
        await scenario.RunCommandAsync(html: true, baseline: true);
        var second = (await ReadAsync(scenario, "out.json"), await ReadAsync(scenario, "out.html"));

        Assert.Equal(first, second);
        Assert.StartsWith(ordinary[..ordinary.LastIndexOf("\n}", StringComparison.Ordinal)], first.Item1, StringComparison.Ordinal);
        Assert.Contains("NORMAL_TP2", output, StringComparison.Ordinal);
        Assert.Contains("Beside the baseline", first.Item2, StringComparison.Ordinal);
    }

    private static Scenario Entered() => new Scenario().Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m);

    private static Scenario Trailed() => Entered()
        .Row(101_010m, 100_000m, 101_000m)
        .Row(102_010m, 101_000m, 101_900m)
        .Row(101_900m, 101_800m, 101_900m)
        .Row(101_900m, 101_700m, 101_900m)
        .Row(101_900m, 101_500m, 101_900m)
        .Row(101_900m, 101_700m, 101_900m)
        .Row(101_950m, 101_800m, 101_900m)
        .Row(101_950m, 101_850m, 101_900m)
        .Row(101_900m, 101_400m, 101_450m)
        .Quiet(2, 101_450m);

    private static async Task<JsonDocument> RunAsync(Scenario scenario)
    {
        var (exitCode, _, error) = await scenario.RunCommandAsync(baseline: true);
        Assert.True(exitCode == ReplayCommand.Done, error);
        return JsonDocument.Parse(await ReadAsync(scenario, "out.json"));
    }

    private static Task<string> ReadAsync(Scenario scenario, string name) =>
        File.ReadAllTextAsync(scenario.PathOf(name), TestContext.Current.CancellationToken);

    private static (string Type, decimal Profit) Of(JsonElement pair, string name) =>
        (pair.GetProperty(name).GetProperty("exitType").GetString()!, pair.GetProperty(name).GetProperty("profitQuote").GetDecimal());
}
