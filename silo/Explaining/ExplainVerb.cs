using System.CommandLine;
using Executor.Core.Explaining;
using Executor.Silo.Configuration;
using Executor.Silo.Migration;

namespace Executor.Silo.Explaining;

/// <summary><c>explain</c>: why each decision of a trade was made. Reads the files of a stopped silo, or asks the one that runs.</summary>
internal static class ExplainVerb
{
    private const int Agrees = 0;
    private const int Failed = 1;
    private const int NotFound = 2;
    private const int Differs = 3;

    public static Command Build()
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "Traded pair." };
        var trade = new Option<string>("--trade") { Description = "Trade key; without it the last trade.", HelpName = "KEY" };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of text." };
        var verb = new Command("explain", "Shows why each decision of a trade was made, and computes its figures again; exit code 3 when one differs.")
        {
            symbol, trade, json,
        };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(symbol), parsed.GetValue(trade), parsed.GetValue(json), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(string symbol, string? tradeKey, bool asJson, CancellationToken cancellationToken)
    {
        if (!RunVerb.TryReadSettings(Console.Error, out var settings))
            return NotFound;
        await using var output = Console.OpenStandardOutput();
        try
        {
            return await ExplainAsync(settings, symbol, tradeKey, asJson, output, Console.Error, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"Nothing can be explained: {exception.Message}");
            return Failed;
        }
    }

    /// <summary>Writes the explanation to <paramref name="output"/>.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> ExplainAsync(
        SiloSettings settings, string symbol, string? tradeKey, bool asJson, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (settings.Symbols.FirstOrDefault(setup => setup.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase)) is not { } setup)
        {
            await errors.WriteLineAsync($"{symbol} is not configured; {string.Join(", ", settings.Symbols.Select(known => known.Symbol))} are.");
            return NotFound;
        }

        if (!Directory.Exists(settings.DataDirectory))
        {
            await errors.WriteLineAsync($"There is no data folder {settings.DataDirectory}.");
            return NotFound;
        }

        StoppedSilo stopped;
        try
        {
            stopped = StoppedSilo.Open(settings);
        }
        catch (IOException)
        {
            return await ExplanationCall.MakeAsync(settings.Http, setup.Symbol, tradeKey, asJson, output, errors, cancellationToken);
        }

        await using (stopped)
        {
            var position = (await stopped.PositionAsync(setup.Symbol, cancellationToken)).State;
            var explanation = await new ExplanationReader(settings).ReadAsync(
                setup, tradeKey, position?.Journal ?? [], StoredRecords.Of(stopped, position, setup, settings), cancellationToken);
            if (explanation is null)
            {
                await errors.WriteLineAsync($"The journal {settings.ExecLog} knows no trade {tradeKey} of {setup.Symbol}.");
                return NotFound;
            }

            Write(output, explanation, asJson);
            return explanation.Agrees ? Agrees : Differs;
        }
    }

    /// <summary>The exit code of an explanation that was made elsewhere.</summary>
    internal static int ExitCode(bool agrees) => agrees ? Agrees : Differs;

    /// <summary>The exit code when the trade is not known.</summary>
    internal static int Unknown => NotFound;

    /// <summary>Writes text or JSON, UTF-8.</summary>
    internal static void Write(Stream output, Explanation explanation, bool asJson)
    {
        if (asJson)
        {
            ExplanationText.WriteJson(output, explanation);
            return;
        }

        using var writer = new StreamWriter(output, leaveOpen: true);
        ExplanationText.WriteText(writer, explanation);
    }
}
