using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>S3: what is held is under stops, or a window says since when and why it is not.</summary>
public static class CoveredOrExplained
{
    /// <summary>Compares what is under stops with <paramref name="held"/> (base) less what the trade has written off.</summary>
    public static IEnumerable<SafetyFinding> Of(IEnumerable<OrderReport> open, Trade trade, decimal held, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(rules);
        var exposed = Math.Abs(held) - trade.WrittenOff;
        var uncovered = exposed - open.UnderStops(trade.Plan.Side.ExitSide());
        var isExplained = trade.OpenWindow is { Cause.Length: > 0 } window && window.Quantity > uncovered - rules.LotStep;
        if (uncovered >= rules.LotStep && !isExplained)
        {
            yield return SafetyFinding.Of("S3", $"{uncovered} of {exposed} is under no stop, and the journal says {trade.OpenWindow?.Quantity ?? 0m}.");
        }
    }
}
