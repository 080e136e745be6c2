using System.Collections.Immutable;
using System.Globalization;

namespace Executor.Silo.Live.Validation;

/// <summary>Collects what the checks find.</summary>
internal sealed class ValidationReport
{
    private readonly List<Finding> _findings = [];

    /// <summary>In the order of the checks.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The gravest of all.</summary>
    public Verdict Worst => _findings.Count == 0 ? Verdict.Fail : _findings.Max(finding => finding.Verdict);

    /// <summary>0: all passed; 1: warnings; 2: something fails.</summary>
    public int ExitCode => (int)Worst;

    /// <summary>True when something fails that concerns every symbol: key, connection, clock.</summary>
    public bool IsUnusable => _findings.Exists(finding => finding is { Verdict: Verdict.Fail, Symbol: null });

    /// <summary>What fails for single symbols.</summary>
    public ImmutableDictionary<string, string> FailedSymbols => _findings
        .Where(finding => finding is { Verdict: Verdict.Fail, Symbol: not null })
        .GroupBy(finding => finding.Symbol!, finding => finding.Text, StringComparer.Ordinal)
        .ToImmutableDictionary(texts => texts.Key, texts => string.Join(' ', texts), StringComparer.Ordinal);

    public void Pass(string check, string? symbol, FormattableString text) => _findings.Add(new Finding(check, symbol, Verdict.Pass, Text(text)));

    public void Warn(string check, string? symbol, FormattableString text, string advice) =>
        _findings.Add(new Finding(check, symbol, Verdict.Warn, Text(text), advice));

    public void Fail(string check, string? symbol, FormattableString text, string advice) =>
        _findings.Add(new Finding(check, symbol, Verdict.Fail, Text(text), advice));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
