using System.Collections.Immutable;

namespace Executor.Core.Safety;

/// <summary>Violations found. Of one property in one trade only the first is kept: the rest follow from it.</summary>
internal sealed class ViolationLog
{
    private readonly ImmutableArray<SafetyViolation>.Builder _found = ImmutableArray.CreateBuilder<SafetyViolation>();
    private readonly HashSet<(string Property, string? TradeKey)> _known = [];

    public ImmutableArray<SafetyViolation> Found => _found.ToImmutable();

    /// <summary>When the present step is, UTC.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>The trade under way; null when there is none.</summary>
    public string? TradeKey { get; set; }

    public void Report(IEnumerable<SafetyFinding> findings)
    {
        foreach (var finding in findings)
        {
            if (_known.Add((finding.Property, TradeKey)))
            {
                _found.Add(new SafetyViolation(finding.Property, Now, TradeKey, finding.Text));
            }
        }
    }
}
