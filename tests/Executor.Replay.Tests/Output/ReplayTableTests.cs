namespace Executor.Replay.Tests.Output;

public sealed class ReplayTableTests
{
    [Fact]
    public async Task Table_OfAReplay_NamesTradesSkipsAndTotals()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m).Row(100_000m, 98_000m, 98_000m)
            .Peak(98_000m).Log("\u00e9").Quiet(1, 98_000m);

        var (exitCode, output, error) = await scenario.RunCommandAsync();

        Assert.Equal(ReplayCommand.Done, exitCode);
        Assert.All(output, letter => Assert.True(letter is '\n' or '\r' or (>= ' ' and <= '~')));
        Assert.Contains("PAPER replay of BTCUSDT: 8 rows, 2025-03-01 00:01:00 to 2025-03-01 00:08:00 UTC", output, StringComparison.Ordinal);
        Assert.Contains("3 signal lines: 1 traded, 1 skipped, 0 duplicate, 1 invalid, 0 ignored", output, StringComparison.Ordinal);
        Assert.Contains("  skipped    1  cooldown", output, StringComparison.Ordinal);
        Assert.Contains("NORMAL_SL     -30.0003  -1.00", output, StringComparison.Ordinal);
        Assert.Contains("win rate      0.0 % (0 of 1)", output, StringComparison.Ordinal);
        Assert.Contains("max drawdown  30.0003 USDT", output, StringComparison.Ordinal);
        Assert.Contains("8 rows in ", error, StringComparison.Ordinal);
    }
}
