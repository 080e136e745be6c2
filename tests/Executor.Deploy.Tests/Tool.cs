using System.ComponentModel;
using System.Diagnostics;

namespace Executor.Deploy.Tests;

/// <summary>A program of this machine (kubectl, promtool), or one that tests/servers/install.sh has unpacked, run to its end.</summary>
internal static class Tool
{
    private static readonly string Unpacked = Path.Combine(RepositoryText.Root, "tests", "servers", "prometheus", "usr", "bin");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What it printed; a failed test, with what it said, when it did not end with 0.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var (code, output, errors) = await TryAsync(folder, program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}\n{errors}");
        return output;
    }

    /// <summary>Exit code, output and errors.</summary>
    public static async Task<(int Code, string Output, string Errors)> TryAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Find(string program) => Path.Combine(Unpacked, program) is var path && File.Exists(path) ? path : program;

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be started; tests/servers/install.sh says what these tests need.", exception);
        }
    }
}
