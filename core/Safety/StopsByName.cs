using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>S4 for whoever sees the exchange's books alone: purpose and trade in a client order id (<c>EX_SL1_&lt;trade&gt;_&lt;revision&gt;</c>) name the
/// leg that a stop guards.</summary>
public sealed class StopsByName
{
    private readonly Dictionary<string, decimal> _levels = new(StringComparer.Ordinal);

    /// <summary>The exchange has taken <paramref name="order"/>, one of ours, for a position of <paramref name="side"/>.</summary>
    public IEnumerable<SafetyFinding> Taken(OrderReport order, PositionSide side)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.StopPrice is not { } level)
        {
            return [];
        }

        var leg = order.ClientOrderId[..Math.Max(0, order.ClientOrderId.LastIndexOf('_'))];
        var before = _levels.GetValueOrDefault(leg, level);
        _levels[leg] = level;
        return StopsOnlyTighten.Of(side, Slot.Runner, before, level);
    }
}
