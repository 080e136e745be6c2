using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Replay.Checks;

/// <summary>
/// S2: what exits could execute is never more than the trade holds; what was on the account before it is not for its exits to sell. Where
/// each leg has its own exits (style <c>oco</c>) those of a leg never reach beyond it.
/// </summary>
internal sealed class ExitsWithinHoldings(IBooks books, Dust dust, SymbolSettings settings, ViolationLog log)
{
    /// <summary>Stops that were placed before there were legs: they guard all of the entry, whatever slot they are kept under.</summary>
    private readonly HashSet<string> _guards = new(StringComparer.Ordinal);

    public void AfterCommand(PositionState state, ExchangeRequest request)
    {
        if (state.Trade is { Legs.IsEmpty: true })
        {
            _guards.UnionWith(request.Command.Placed().Select(order => order.ClientOrderId));
        }

        Check(state);
    }

    public void Check(PositionState state)
    {
        if (state.Trade is not { } trade)
        {
            return;
        }

        var exits = books.OpenOrders.Executable(trade.Plan.Side.ExitSide());
        var held = Held(trade.Plan.Side);
        if (exits > held)
        {
            log.Report("S2", $"exits could execute {exits}, {held} is held.");
        }

        switch (settings.ExitStyle)
        {
            case ExitStyle.Oco:
                CheckLegs(state, trade);
                break;
            case ExitStyle.Legs:
                break;
        }
    }

    private void CheckLegs(PositionState state, Trade trade)
    {
        var slots = SlotsOf(state, trade);
        foreach (var leg in trade.Legs)
        {
            var exits = books.OpenOrders
                .RemoveAll(order =>
                    !slots.TryGetValue(order.ClientOrderId, out var slot) || slot != leg.Slot || _guards.Contains(order.ClientOrderId))
                .Executable(trade.Plan.Side.ExitSide());
            if (exits > leg.OpenQuantity)
            {
                log.Report("S2", $"exits of {leg.Slot} could execute {exits}, {leg.OpenQuantity} of it is open.");
            }
        }
    }

    /// <summary>
    /// Which leg an order was sent for: by the orders that are tracked, and by the requests whose answer is not known yet.
    /// </summary>
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

    private decimal Held(PositionSide side) => side switch
    {
        PositionSide.Long => books.BaseTotal - dust.Baseline,
        PositionSide.Short => dust.Baseline - books.BaseTotal,
    };
}
