namespace Executor.Replay.Tests.Output;

public sealed class ReplayJsonTests
{
    [Fact]
    public async Task Json_OfATinyReplay_IsThisToTheByte()
    {
        using var scenario = new Scenario().Set("FEE_BPS", "10").Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m).Row(100_000m, 98_000m, 98_000m)
            .Peak(98_000m, "short", Scenario.At(60)).Peak(99_999.99m, at: Scenario.At(5)).Log("{");

        await scenario.RunCommandAsync();

        var json = await File.ReadAllTextAsync(scenario.PathOf("out.json"), TestContext.Current.CancellationToken);
        var (settings, rest) = (json.IndexOf("  \"settings\"", StringComparison.Ordinal), json.IndexOf("  \"feed\"", StringComparison.Ordinal));
        Assert.Equal("{\n  \"schema\": 1,\n  \"symbol\": \"BTCUSDT\",\n", json[..settings]);
        Assert.Equal(Expected, json[rest..]);
    }

    [Fact]
    public async Task Settings_InJson_AreTypedAndComplete()
    {
        using var scenario = new Scenario().Set("TRAIL_STEP_USD", "5bps").Quiet(1, 100_000m);

        await scenario.RunCommandAsync();

        var json = await File.ReadAllTextAsync(scenario.PathOf("out.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"QTY_USD\": 3000,", json, StringComparison.Ordinal);
        Assert.Contains("\"STRICT_SOURCE\": true,", json, StringComparison.Ordinal);
        Assert.Contains("\"TRAIL_STEP_USD\": \"5bps\",", json, StringComparison.Ordinal);
        Assert.Contains("\"TP_R_LIST\": [\n      1,\n      2\n    ],", json, StringComparison.Ordinal);
        Assert.Contains("\"TICK_SIZE\": 0.01,", json, StringComparison.Ordinal);
        Assert.Contains("\"PAPER_QUOTE_BALANCE\": 100000\n  },", json, StringComparison.Ordinal);
    }

    private const string Expected = "";
}
