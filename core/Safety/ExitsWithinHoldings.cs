using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>
/// S2: what exits could execute is never more than the trade holds; what was on the account before it is not for its exits to sell. Where
/// each leg has its own exits (style <c>oco</c>) those of a leg never reach beyond it.
/// </summary>
public static class ExitsWithinHoldings
{
    /// <summary>All exits together against <paramref name="held"/> (base).</summary>
    public static IEnumerable<SafetyFinding> InAll(IEnumerable<OrderReport> open, PositionSide side, decimal held)
    {
        var exits = open.Executable(side.ExitSide());
        if (exits > Math.Max(0m, held))
        {
            yield return SafetyFinding.Of("S2", $"exits could execute {exits}, {held} is held.");
        }
    }

    /// <summary>The exits of each leg against what is open of it.</summary>
    /// <param name="open">Open orders on the books.</param>
    /// <param name="state">Names the legs, and the slot of each order that is tracked or being sent.</param>
    /// <param name="guards">Client order ids of stops that were placed before there were legs: they guard all of the entry, whatever slot
    /// they are kept under.</param>
    public static IEnumerable<SafetyFinding> InLegs(IReadOnlyCollection<OrderReport> open, PositionState state, IReadOnlySet<string> guards)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Trade is not { } trade)
        {
            yield break;
        }

        var slots = SlotsOf(state, trade);
        foreach (var leg in trade.Legs)
        {
            var exits = open
                .Where(order => slots.TryGetValue(order.ClientOrderId, out var slot) && slot == leg.Slot && !guards.Contains(order.ClientOrderId))
                .Executable(trade.Plan.Side.ExitSide());
            if (exits > leg.OpenQuantity)
            {
                yield return SafetyFinding.Of("S2", $"exits of {leg.Slot} could execute {exits}, {leg.OpenQuantity} of it is open.");
            }
        }
    }

    /// <summary>Which leg an order was sent for: by the orders that are tracked, and by the requests whose answer is not known yet.</summary>
    private static Dictionary<string, Slot> SlotsOf(PositionState state, Trade trade)
    {
        var slots = new Dictionary<string, Slot>(StringComparer.Ordinal);
        foreach (var order in trade.Orders)
        {
            slots[order.ClientOrderId] = order.Slot;
        }

        foreach (var intent in state.Intents)
        {
            foreach (var order in intent.Command.Placed())
            {
                slots[order.ClientOrderId] = intent.Slot;
            }
        }

        return slots;
    }
}
