using System.CommandLine;
using System.Runtime.InteropServices;
using Executor.Replay;

namespace Executor.Silo;

/// <summary><c>replay</c>: history through the same core, in virtual time.</summary>
internal static class ReplayVerb
{
    public static Command Build()
    {
        var signals = new Option<FileInfo>("--signals") { Required = true, Description = "Signal log (deltascout.log).", HelpName = "FILE" };
        var feed = new Option<FileInfo>("--feed") { Required = true, Description = "Feed (aggregated.csv, or .csv.gz).", HelpName = "FILE" };
        var symbol = new Option<string>("--symbol") { Description = "Traded pair; else from the settings, else from the feed's folder.", HelpName = "SYMBOL" };
        var settings = new Option<FileInfo>("--settings") { Description = "Settings: NAME=value lines, or a JSON object.", HelpName = "FILE" };
        var json = new Option<FileInfo>("--json") { Description = "Write the result as JSON.", HelpName = "FILE" };
        var html = new Option<FileInfo>("--html") { Description = "Write a report as one page.", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "Check the safety rules after every step; exit code 3 when one is broken." };
        var baseline = new Option<bool>("--baseline") { Description = "Compare with a fixed exit policy: no break-even, no trail." };
        var verb = new Command("replay", "Replays signals over a feed. Same input, same output, byte for byte.")
        {
            signals, feed, symbol, settings, json, html, check, baseline,
        };
        verb.SetAction(parsed => RunAsync(new ReplayArguments
        {
            Signals = parsed.GetRequiredValue(signals).FullName,
            Feed = parsed.GetRequiredValue(feed).FullName,
            Symbol = parsed.GetValue(symbol),
            Settings = parsed.GetValue(settings)?.FullName,
            Json = parsed.GetValue(json)?.FullName,
            Html = parsed.GetValue(html)?.FullName,
            Check = parsed.GetValue(check),
            Baseline = parsed.GetValue(baseline),
        }));
        return verb;
    }

    private static async Task<int> RunAsync(ReplayArguments arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await ReplayCommand.RunAsync(arguments, Console.Out, Console.Error, stop.Token);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
