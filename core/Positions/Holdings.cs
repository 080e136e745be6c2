using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Margin;

namespace Executor.Core.Positions;

/// <summary>What a trade holds, from its executions: what was received, never what was asked for.</summary>
internal static class Holdings
{
    /// <summary>What a fee takes at most of an execution that is known in sum only.</summary>
    public const decimal WorstFee = 0.005m;

    /// <summary>Fee rates are told in hundredths of a basis point.</summary>
    private const decimal FeeRateStep = 0.000001m;

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

        return trade.Plan.Side switch
        {
            PositionSide.Long => Steps.FloorTo(quantity, rules.LotStep),
            PositionSide.Short when quantity > 0m => Steps.CeilTo(Gross(Owed(trade, quantity), ExitFeeRate(trade, rules)), rules.LotStep),
            PositionSide.Short => 0m,
        };
    }

    /// <summary>Base that must be bought so that <paramref name="net"/> is received after a fee of <paramref name="feeRate"/> taken in base.</summary>
    public static decimal Gross(decimal net, decimal feeRate) => net / (1m - feeRate);

    /// <summary>Part of what is bought that the exchange will keep, as the entry shows it: a fee that was taken in quote for the sale is taken in
    /// base for the purchase; one taken in another asset (BNB) leaves it whole. Rounded up, 0 or more.</summary>
    public static decimal ExitFeeRate(Trade trade, SymbolRules rules)
    {
        decimal quote = 0m, fees = 0m;
        foreach (var (order, fill) in trade.Fills)
        {
            if (order.Role == OrderRole.Entry && fill.CommissionAsset == rules.QuoteAsset)
            {
                quote += fill.QuoteQuantity;
                fees += fill.Commission;
            }
        }

        return quote > 0m ? Steps.CeilTo(fees / quote, FeeRateStep) : 0m;
    }

    /// <summary>Change of the base balance net of debts that the trade itself explains: executions, fees taken in base, interest of a short loan.</summary>
    public static decimal NetBase(Trade trade, SymbolRules rules)
    {
        var change = trade.Loan is { } loan && loan.Asset == rules.BaseAsset ? -loan.Interest : 0m;
        foreach (var (order, fill) in trade.Fills)
        {
            change += order.Side == OrderSide.Buy ? fill.Quantity : -fill.Quantity;
            change -= fill.CommissionAsset == rules.BaseAsset ? fill.Commission : 0m;
        }

        return change;
    }

    /// <summary>Base of the account's own that a trade which sold <paramref name="sold"/> used up and need not get back.</summary>
    public static decimal ResidueUsed(Trade trade, decimal sold) => Math.Min(trade.Loan?.Residue ?? 0m, sold);

    /// <summary>Base that a short position which sold <paramref name="sold"/> has to get back: what it sold and the interest.</summary>
    private static decimal Owed(Trade trade, decimal sold)
    {
        var interest = trade.Loan is { Borrowed: > 0m } loan ? Math.Max(loan.Interest, LoanAmount.FinestStep) : 0m;
        return sold - ResidueUsed(trade, sold) + interest;
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
