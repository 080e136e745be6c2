using System.Collections.Immutable;
using System.Globalization;

namespace Executor.Replay.Checks;

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

    public void Report(string property, FormattableString text)
    {
        if (_known.Add((property, TradeKey)))
        {
            _found.Add(new SafetyViolation(property, Now, TradeKey, text.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
