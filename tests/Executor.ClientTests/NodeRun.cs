using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Executor.ClientTests;

/// <summary>A file of <c>tests/clients</c>, run by the test runner of Node.js.</summary>
/// <param name="ExitCode">Exit code of the runner.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed.</param>
/// <param name="Output">What the runner printed.</param>
internal sealed partial record NodeRun(int ExitCode, int Passed, int Failed, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<NodeRun> OfAsync(string file, Simulator simulator, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node", ["--test", "--test-force-exit", "--test-timeout=60000", "--test-reporter=tap", file])
        {
            WorkingDirectory = Simulator.ClientsFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SIMULATOR_URL"] = simulator.Address;
        start.Environment["SIMULATOR_RSA_KEY"] = simulator.RsaKeyFile;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var text = await output + await errors;
            return new NodeRun(process.ExitCode, Figure(Passes(), text), Figure(Failures(), text), text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static int Figure(Regex line, string text) =>
        line.Match(text) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^# pass (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Passes();

    [GeneratedRegex(@"^# fail (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Failures();
}
