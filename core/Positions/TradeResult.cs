using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>The money of one trade, from its executions and the interest of its loan alone.</summary>
/// <param name="EntryQuantity">Base executed by the entry.</param>
/// <param name="EntryPrice">Average entry price; null when nothing executed.</param>
/// <param name="ExitQuantity">Base executed by the exits; what was bought for a debt alone is no exit, and part of the profit only.</param>
/// <param name="ExitPrice">Average exit price; null when nothing executed.</param>
/// <param name="ProfitQuote">Change of the quote balance net of debts: proceeds less cost less fees and interest taken in quote.</param>
/// <param name="R"><paramref name="ProfitQuote"/> over the risk taken: |plan entry - plan stop| times the entry quantity; null when nothing executed.</param>
public sealed record TradeResult(
    decimal EntryQuantity, decimal? EntryPrice, decimal ExitQuantity, decimal? ExitPrice, decimal ProfitQuote, decimal? R)
{
    /// <summary>Adds up the executions of <paramref name="trade"/>.</summary>
    public static TradeResult Of(Trade trade, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(rules);
        decimal entryQuantity = 0m, entryQuote = 0m, exitQuantity = 0m, exitQuote = 0m, cash = 0m;
        foreach (var (order, fill) in trade.Fills)
        {
            cash += order.Side == OrderSide.Sell ? fill.QuoteQuantity : -fill.QuoteQuantity;
            cash -= fill.CommissionAsset == rules.QuoteAsset ? fill.Commission : 0m;
            if (order.Role == OrderRole.Entry)
            {
                entryQuantity += fill.Quantity;
                entryQuote += fill.QuoteQuantity;
            }
            else if (order.Slot != Slot.Loan)
            {
                exitQuantity += fill.Quantity;
                exitQuote += fill.QuoteQuantity;
            }
        }

        if (trade.Loan is { } loan && loan.Asset == rules.QuoteAsset)
        {
            cash -= loan.Interest;
        }

        var risk = Math.Abs(trade.Plan.Entry - trade.Plan.Stop) * entryQuantity;
        return new TradeResult(
            entryQuantity,
            entryQuantity > 0m ? entryQuote / entryQuantity : null,
            exitQuantity,
            exitQuantity > 0m ? exitQuote / exitQuantity : null,
            cash,
            risk > 0m ? cash / risk : null);
    }
}
