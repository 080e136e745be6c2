using Executor.Core.Market;

namespace Executor.Replay.Tests;

public sealed class ReplayCommandTests
{
    private const string GoodFeed = FeedFormat.Header + "\n2025-03-01T00:01:00Z,3,1.0,0.3,0.6,0.4,100.00,100.00,101.00,99.00\n";

    [Fact]
    public async Task Feed_WhenItsHeaderIsAnother_EndsWithTwo()
    {
        var (exitCode, error) = await RunAsync("Time,Open\n", string.Empty);

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("aggregated.csv, line 1: wrong header. Expected: " + FeedFormat.Header + " Found: Time,Open", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_WhenOutOfOrder_EndsWithTwoAndNamesTheLine()
    {
        var (exitCode, error) = await RunAsync(GoodFeed + GoodFeed.Split('\n')[1] + "\n", string.Empty);

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("aggregated.csv, line 3: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_WhenItHasNoRow_EndsWithTwo()
    {
        var (exitCode, error) = await RunAsync(FeedFormat.Header + "\nrubbish\n", string.Empty);

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("there is no usable row (1 malformed lines)", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-03-01T00:01:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("2025-03-01T00:01:00Z", "9999-12-31T23:59:59Z")]
    [InlineData("101.00", "79228162514264337593543950335")]
    [InlineData("99.00", "1e-28")]
    public async Task Feed_WhenItsOnlyRowIsOutOfBounds_EndsWithTwo(string part, string bad)
    {
        var (exitCode, error) = await RunAsync(GoodFeed.Replace(part, bad, StringComparison.Ordinal), string.Empty);

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("there is no usable row (1 malformed lines)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_WhenPrintedFinerThanTheExchangePrices_IsReplayed()
    {
        var (exitCode, _) = await RunAsync(GoodFeed.Replace("101.00", "101.000000001", StringComparison.Ordinal), string.Empty);

        Assert.Equal(ReplayCommand.Done, exitCode);
    }

    [Theory]
    [InlineData("999999999999999", "999999999999998", "999999999999999")]
    [InlineData("0.00000002", "0.00000001", "0.00000001")]
    [InlineData("999999999999999", "0.00000001", "100")]
    [InlineData("100", "99", "0.0000000000000000000000000001")]
    public async Task Feed_WhenPricesAreAtTheirBounds_IsReplayed(string high, string low, string peak)
    {
        var rows = string.Concat(Enumerable.Range(1, 30).Select(minute => $"2025-03-01T00:{minute:00}:00Z,3,1,1,1,1,1,{low},{high},{low}\n"));
        var lines = string.Concat(new[] { "2025-03-01T00:10:00Z", "2025-03-01T00:20:00Z" }.SelectMany(time => new[] { "long", "short" }.Select(kind =>
            $$"""{"source":"DeltaScout","action":"PEAK","ts":"{{time}}","kind":"{{kind}}","price":"{{peak}}"}""" + "\n")));

        var (exitCode, _) = await RunAsync($"{FeedFormat.Header}\n{rows}", lines);

        Assert.Equal(ReplayCommand.Done, exitCode);
    }

    [Fact]
    public async Task Settings_WhenTheyCannotBeObeyed_EndWithTwo()
    {
        var (exitCode, error) = await RunAsync(GoodFeed, string.Empty, "QTY_USD=much\n");

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("QTY_USD", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_WhenItIsMissing_EndsWithTwo()
    {
        var (exitCode, error) = await RunAsync(GoodFeed, log: null);

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("deltascout.log: cannot be opened: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenInterrupted_EndsWithOne()
    {
        using var folder = new TemporaryFolder();
        var arguments = new ReplayArguments { Feed = folder.Write("aggregated.csv", GoodFeed), Signals = folder.Write("deltascout.log", "") };

        var exitCode = await ReplayCommand.RunAsync(arguments, TextWriter.Null, TextWriter.Null, new CancellationToken(canceled: true));

        Assert.Equal(ReplayCommand.Interrupted, exitCode);
    }

    [Fact]
    public async Task Result_WhenItCannotBeWritten_EndsWithTwo()
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();
        var arguments = new ReplayArguments
        {
            Feed = folder.Write("aggregated.csv", GoodFeed), Signals = folder.Write("deltascout.log", ""), Symbol = "BTCUSDT",
            Json = folder.PathOf("missing/out.json"),
        };

        var exitCode = await ReplayCommand.RunAsync(arguments, TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ReplayCommand.BadInput, exitCode);
        Assert.Contains("out.json: cannot be written: ", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string feed, string? log, string? settings = null)
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();
        var arguments = new ReplayArguments
        {
            Feed = folder.Write("aggregated.csv", feed),
            Signals = log is null ? folder.PathOf("deltascout.log") : folder.Write("deltascout.log", log),
            Settings = settings is null ? null : folder.Write("settings", settings),
        };
        var exitCode = await ReplayCommand.RunAsync(arguments, TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (exitCode, error.ToString());
    }
}
