using Executor.Core.Arithmetic;
using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>What a trade holds, from its executions: what was received, never what was asked for.</summary>
internal static class Holdings
{
    /// <summary>What a fee takes at most of an execution that is known in sum only.</summary>
    private const decimal WorstFee = 0.005m;

    /// <summary>Base that the entry brought in and that can be closed: executions less commission taken in base, down to the lot step.
    /// What executed and has not been read one by one counts less the worst fee. A short position owes what it sold.</summary>
    public static decimal Received(Trade trade, SymbolRules rules)
    {
        var quantity = 0m;
        foreach (var order in trade.Orders)
        {
            if (order.Role != OrderRole.Entry)
            {
                continue;
            }

            var unread = Math.Max(0m, order.ExecutedQuantity - order.FilledQuantity);
            quantity += trade.Plan.Side == PositionSide.Long ? unread * (1m - WorstFee) : unread;
            foreach (var fill in order.Fills)
            {
                quantity += fill.Quantity;
                if (trade.Plan.Side == PositionSide.Long && fill.CommissionAsset == rules.BaseAsset)
                {
                    quantity -= fill.Commission;
                }
            }
        }

        return Steps.FloorTo(quantity, rules.LotStep);
    }

    /// <summary>Base that exit orders have executed.</summary>
    public static decimal Closed(Trade trade) => trade.Orders.Where(order => order.Role != OrderRole.Entry).Sum(order => order.ExecutedQuantity);

    /// <summary>Base still to be closed.</summary>
    public static decimal Open(Trade trade, SymbolRules rules) => trade.Legs.IsEmpty
        ? Math.Max(0m, Received(trade, rules) - Closed(trade) - trade.WrittenOff)
        : trade.Legs.Sum(leg => leg.OpenQuantity);

    /// <summary>Base under stops that live on the exchange, those of somebody else that were taken over included.</summary>
    public static decimal Covered(Trade trade) =>
        trade.Orders.Where(order => order.Role == OrderRole.Stop).Sum(order => order.RemainingQuantity) + trade.ForeignStops.Sum(stop => stop.Quantity);

    /// <summary>True when every execution that the exchange reported is known with its fee.</summary>
    public static bool AreFillsComplete(Trade trade) => trade.Orders.All(order => order.FilledQuantity >= order.ExecutedQuantity);

    /// <summary>True when the exchange takes an order of <paramref name="quantity"/> at <paramref name="price"/>.</summary>
    public static bool IsSellable(decimal quantity, decimal price, SymbolRules rules) =>
        quantity > 0m && quantity >= rules.MinQuantity && quantity * price >= rules.MinNotional;

    /// <summary>Average price of the entry; null while nothing has executed.</summary>
    public static decimal? EntryPrice(Trade trade)
    {
        decimal quantity = 0m, quote = 0m;
        foreach (var order in trade.Orders.Where(order => order.Role == OrderRole.Entry))
        {
            foreach (var fill in order.Fills)
            {
                quantity += fill.Quantity;
                quote += fill.QuoteQuantity;
            }
        }

        return quantity > 0m ? quote / quantity : null;
    }
}
