using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Executor.Silo.Tests;

/// <summary>The executable, as its own process.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WhenSettingsAreWrong_ListsEachAndEndsWithTwoBeforeAnythingStarts()
    {
        using var process = Start([], ("QTY_USD", "plenty"), ("EXCHANGE", "bitmex"));

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("QTY_USD", errors, StringComparison.Ordinal);
        Assert.Contains("EXCHANGE must be 'paper' or 'binance'", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public async Task Run_WhenTheSettingsFileIsBroken_SaysInWhichLineAndNotWhatStandsThere()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{\n\"OPERATOR_KEY\": truehunter2\n}", TestContext.Current.CancellationToken);
        using var process = Start([]);

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Line 2 is not valid JSON.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)] // SIGINT, Ctrl-C
    [InlineData(15)] // SIGTERM
    public async Task Run_WhenToldToStop_StopsInOrderWithExitCodeZero(int signal)
    {
        using var process = Start([]);
        var seen = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken) is { } line)
        {
            seen.Add(line);
            if (line.Contains(" OPEN ", StringComparison.Ordinal))
                break;
        }

        Assert.Equal(0, Kill(process.Id, signal));
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("=== PAPER ===", seen[0], StringComparison.Ordinal);
        Assert.Contains("\"action\":\"OPEN\"", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "data", "executor.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "data", "executor.db-wal")), "The storage was not closed.");
    }

    [Fact]
    public async Task Replay_WhenTheFeedIsMissing_SaysWhichFileAndEndsWithTwo()
    {
        using var process = Start(["replay", "--signals", "no-such.log", "--feed", "no-such.csv"]);

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("no-such", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportState_IsADryRunUntilItIsToldToApply_AndExplainThenKnowsTheTrade()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "StateFiles", "open.json");

        var dry = await OutputOfAsync(["import-state", file]);
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("Dry run: nothing was written.", dry.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("data")));

        Assert.Contains("Written.", (await OutputOfAsync(["import-state", file, "--apply"])).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", (await OutputOfAsync(["import-state", file, "--apply"])).Output, StringComparison.Ordinal);
        var explained = await OutputOfAsync(["explain", "BTCUSDC", "--trade", "EX_EN_1736798405"]);
        Assert.Equal(0, explained.ExitCode);
        Assert.Contains("STATE_IMPORTED", explained.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await OutputOfAsync(["explain", "ETHUSDC"])).ExitCode);
    }

    private async Task<(int ExitCode, string Output)> OutputOfAsync(string[] arguments)
    {
        using var process = Start(arguments, ("SYMBOL", "BTCUSDC"));
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    private Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Executor.Silo.dll"), .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EXECUTOR_DATA_DIR"] = _folder.File("data");
        start.Environment["EXECUTOR_HTTP"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:0");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
