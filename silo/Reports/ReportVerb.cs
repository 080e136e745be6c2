using System.CommandLine;
using Executor.Core.Ledger;
using Executor.Silo.Configuration;
using Executor.Silo.Operator;
using Executor.Storage.Sqlite;

namespace Executor.Silo.Reports;

/// <summary><c>report</c>: the closed trades, from a running silo or from the storage of one that does not run.</summary>
internal static class ReportVerb
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Refused = 2;

    public static Command Build()
    {
        var symbol = new Option<string>("--symbol") { Description = "One pair; without it, all.", HelpName = "SYMBOL" };
        var month = new Option<string>("--month") { Description = "Month of the close, like 2025-01 (UTC); without it, all.", HelpName = "MONTH" };
        var format = new Option<string>("--format") { Description = $"One of {ReportFormats.Words}.", DefaultValueFactory = _ => "markdown", HelpName = "FORMAT" };
        var output = new Option<FileInfo>("--out") { Description = "Write to a file.", HelpName = "FILE" };
        var verb = new Command("report", "Writes the closed trades down: records, tables, the original's report.") { symbol, month, format, output };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            new ReportRequest(parsed.GetValue(symbol)?.ToUpperInvariant(), parsed.GetValue(month), parsed.GetValue(format)!, parsed.GetValue(output)?.FullName),
            SiloConfiguration.Load, Console.Out, Console.Error, cancellationToken));
        return verb;
    }

    internal static async Task<int> RunAsync(
        ReportRequest request, Func<IConfiguration> settings, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        LedgerMonth month = default;
        if (!ReportFormats.TryParse(request.Format, out var format))
            return await RefuseAsync($"The format '{request.Format}' is not one of {ReportFormats.Words}.");
        if (request.Month is not null && !LedgerMonth.TryParse(request.Month, out month))
            return await RefuseAsync($"The month '{request.Month}' must be like 2025-01.");
        try
        {
            var text = await TextAsync(settings(), request, format, request.Month is null ? null : month, cancellationToken);
            if (request.Output is { } path)
                WriteFile(path, text);
            else
                await output.WriteAsync(text);
            return Done;
        }
        catch (Exception exception) when (exception is SiloCallException or SqliteFileException or InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"No report: {exception.Message}");
            return Failed;
        }

        async Task<int> RefuseAsync(string problem)
        {
            await errors.WriteLineAsync(problem);
            return Refused;
        }
    }

    private static async Task<string> TextAsync(
        IConfiguration configuration, ReportRequest request, ReportFormat format, LedgerMonth? month, CancellationToken cancellationToken)
    {
        if (SiloSettingsReader.Profile(configuration) != StorageProfile.Local || LedgerFile.TryRead(SiloSettingsReader.DataDirectory(configuration), request.Symbol, month) is not { } records)
        {
            using var silo = SiloClient.FromSettings(configuration); // one runs: it knows what is not on the disk yet, and answers for it
            return await silo.GetTextAsync(request.Path, cancellationToken);
        }

        using var text = new StringWriter();
        TradeReport.Write(format, month, records, text);
        return text.ToString();
    }

    /// <summary>Whole or not at all: who reads the file meanwhile sees the old one.</summary>
    private static void WriteFile(string path, string text)
    {
        var temporary = path + ".new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>What is asked for.</summary>
/// <param name="Symbol">One pair; null: all.</param>
/// <param name="Month">A month, as it was written; null: all.</param>
/// <param name="Format">A format, as it was written.</param>
/// <param name="Output">Full path of the file to write; null: the standard output.</param>
internal sealed record ReportRequest(string? Symbol, string? Month, string Format, string? Output)
{
    /// <summary>Path and query for a running silo.</summary>
    public string Path => $"/reports?format={Uri.EscapeDataString(Format)}"
        + (Symbol is null ? string.Empty : $"&symbol={Uri.EscapeDataString(Symbol)}")
        + (Month is null ? string.Empty : $"&month={Uri.EscapeDataString(Month)}");
}
