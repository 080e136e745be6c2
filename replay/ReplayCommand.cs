using System.Globalization;
using Executor.Replay.Feed;
using Executor.Replay.Output;
using Executor.Replay.Report;
using Executor.Replay.Results;
using Executor.Replay.Running;
using Executor.Replay.Settings;
using Executor.Replay.Signals;

namespace Executor.Replay;

/// <summary>The <c>replay</c> verb.</summary>
public static class ReplayCommand
{
    /// <summary>The replay was carried out.</summary>
    public const int Done = 0;

    /// <summary>The replay was interrupted.</summary>
    public const int Interrupted = 1;

    /// <summary>The input cannot be replayed; the reason is on the error output.</summary>
    public const int BadInput = 2;

    /// <summary>A safety property did not hold.</summary>
    public const int Unsafe = 3;

    /// <summary>Replays, prints the table to <paramref name="output"/>, and writes the files that were asked for.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(ReplayArguments arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(arguments, output, error, TimeProvider.System, CoreRules.Instance, cancellationToken);

    /// <inheritdoc cref="RunAsync(ReplayArguments, TextWriter, TextWriter, CancellationToken)"/>
    /// <param name="arguments">What to do.</param>
    /// <param name="output">Takes the table.</param>
    /// <param name="error">Takes progress, speed and problems.</param>
    /// <param name="clock">Measures how long the replay takes; nothing else depends on it.</param>
    /// <param name="core">What decides; normally <see cref="CoreRules"/>.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    internal static async Task<int> RunAsync(
        ReplayArguments arguments, TextWriter output, TextWriter error, TimeProvider clock, IPositionRules core,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var progress = new ProgressLine(error, clock, isShown: ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected);
            var result = await Task.Run(() => Replay(arguments, core, progress, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            progress.Finish(result.Feed.Rows);
            ReplayTable.Write(output, result);
            WriteFiles(arguments, result);
            return Verdict(arguments, result, output, error);
        }
        catch (ReplayInputException failure)
        {
            await error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return BadInput;
        }
        catch (PositionStuckException failure)
        {
            foreach (var violation in failure.Violations)
            {
                await error.WriteLineAsync(violation.ToString()).ConfigureAwait(false);
            }

            await error.WriteLineAsync($"S8 violated: {failure.Message}").ConfigureAwait(false);
            return Unsafe;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("The replay was interrupted; nothing was written.").ConfigureAwait(false);
            return Interrupted;
        }
    }

    private static ReplayResult Replay(
        ReplayArguments arguments, IPositionRules core, ProgressLine progress, CancellationToken cancellationToken)
    {
        var values = arguments.Settings is { } path ? SettingsFile.Read(path) : new Dictionary<string, string>();
        var settings = ReplaySettings.Read(values, SymbolChoice.Choose(arguments.Symbol, values, arguments.Feed));
        var log = SignalFile.Read(arguments.Signals, settings.Symbol.Settings);
        var result = Run(core);
        return arguments.Baseline ? result with { Baseline = Run(new BaselineRules(core)) } : result;

        ReplayResult Run(IPositionRules rules)
        {
            using var feed = FeedFile.Open(arguments.Feed);
            return ReplayRunner.Run(feed, log, settings, arguments.Check, rules, progress.Show, cancellationToken);
        }
    }

    private static void WriteFiles(ReplayArguments arguments, ReplayResult result)
    {
        if (arguments.Json is { } json)
        {
            WriteFile(json, stream => ReplayJson.Write(stream, result));
        }

        if (arguments.Html is { } html)
        {
            WriteFile(html, stream => ReplayHtml.Write(stream, result));
        }
    }

    private static void WriteFile(string path, Action<Stream> write)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
            write(stream);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReplayInputException($"{path}: cannot be written: {failure.Message}", failure);
        }
    }

    private static int Verdict(ReplayArguments arguments, ReplayResult result, TextWriter output, TextWriter error)
    {
        if (!arguments.Check)
        {
            return Done;
        }

        var violations = result.Violations.Select(violation => violation.ToString())
            .Concat(result.Baseline?.Violations.Select(violation => $"baseline: {violation}") ?? []).ToList();
        foreach (var violation in violations)
        {
            error.WriteLine(violation);
        }

        if (violations.Count == 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"check         S1 to S7 held after every step, no invariant raised an error"));
        }

        return violations.Count == 0 ? Done : Unsafe;
    }
}
