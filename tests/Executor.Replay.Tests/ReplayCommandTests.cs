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
