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

    /// <summary>What fails for single symbols. What was not read is not among it: a trade reads it again, and is refused as long as it cannot.</summary>
    public ImmutableDictionary<string, string> FailedSymbols => _findings
        .Where(finding => finding is { Verdict: Verdict.Fail, Symbol: not null, IsNotRead: false })
        .GroupBy(finding => finding.Symbol!, finding => finding.Text, StringComparer.Ordinal)
        .ToImmutableDictionary(texts => texts.Key, texts => string.Join(' ', texts), StringComparer.Ordinal);

    public void Pass(string check, string? symbol, FormattableString text) => _findings.Add(new Finding(check, symbol, Verdict.Pass, Text(text)));

    public void Warn(string check, string? symbol, FormattableString text, string advice) =>
        _findings.Add(new Finding(check, symbol, Verdict.Warn, Text(text), advice));

    public void Fail(string check, string? symbol, FormattableString text, string advice) =>
        _findings.Add(new Finding(check, symbol, Verdict.Fail, Text(text), advice));

    /// <summary>The exchange did not tell: who waits for the answer has to know, and nothing is known against the symbol.</summary>
    public void NotRead(string check, string symbol, FormattableString text, string advice) =>
        _findings.Add(new Finding(check, symbol, Verdict.Fail, Text(text), advice, IsNotRead: true));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
