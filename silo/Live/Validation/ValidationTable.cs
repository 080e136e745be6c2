using System.Globalization;

namespace Executor.Silo.Live.Validation;

/// <summary>Writes a report as a table of plain text, which a log can hold too.</summary>
internal static class ValidationTable
{
    public static void Write(TextWriter writer, ValidationReport report)
    {
        var checkWidth = report.Findings.Select(finding => finding.Check.Length).DefaultIfEmpty(0).Max();
        var symbolWidth = report.Findings.Select(finding => finding.Symbol?.Length ?? 1).DefaultIfEmpty(1).Max();
        foreach (var finding in report.Findings)
        {
            writer.WriteLine($"{Word(finding.Verdict)}  {finding.Check.PadRight(checkWidth)}  {(finding.Symbol ?? "-").PadRight(symbolWidth)}  {finding.Text}");
            if (finding.Advice.Length > 0)
                writer.WriteLine($"{new string(' ', 6 + checkWidth + 2 + symbolWidth + 2)}-> {finding.Advice}");
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(report, Verdict.Pass)} passed, {Count(report, Verdict.Warn)} warnings, {Count(report, Verdict.Fail)} failed. Nothing was changed on the exchange."));
    }

    private static int Count(ValidationReport report, Verdict verdict) => report.Findings.Count(finding => finding.Verdict == verdict);

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Warn => "WARN",
        Verdict.Fail => "FAIL",
    };
}
