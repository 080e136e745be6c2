using System.Collections.Immutable;
using Executor.Core.Safety;

namespace Executor.BooksAudit;

/// <summary>What was found; of one property in one trade the first only: the rest follow from it.</summary>
internal sealed class FindingLog
{
    private readonly List<SafetyViolation> _found = [];
    private readonly HashSet<(string Property, string Symbol, string? Trade)> _known = [];

    public ImmutableArray<SafetyViolation> All => [.. _found];

    public void Report(DateTimeOffset at, string symbol, string? trade, IEnumerable<SafetyFinding> findings)
    {
        foreach (var finding in findings)
        {
            if (_known.Add((finding.Property, symbol, trade)))
                _found.Add(new SafetyViolation(finding.Property, at, $"{symbol} {trade}".TrimEnd(), finding.Text));
        }
    }
}
