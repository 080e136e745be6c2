using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Positions;

namespace Executor.Core.Explaining;

/// <summary>Computes what a trade earned again, execution by execution.</summary>
internal static class ClosedCheck
{
    /// <summary>Compares prices, profit and R with <paramref name="record"/>'s executions.</summary>
    public static void Compare(Figures closed, TradeRecord record)
    {
        decimal entryQuantity = 0m, entryQuote = 0m, exitQuantity = 0m, exitQuote = 0m, cash = 0m, fees = 0m;
        foreach (var order in record.Orders)
        {
            foreach (var fill in order.Fills)
            {
                var fee = fill.CommissionAsset == record.QuoteAsset ? fill.Commission : 0m;
                fees += fee;
                cash += (order.Side == OrderSide.Sell ? fill.QuoteQuantity : -fill.QuoteQuantity) - fee;
                if (order.Role == OrderRole.Entry)
                {
                    (entryQuantity, entryQuote) = (entryQuantity + fill.Quantity, entryQuote + fill.QuoteQuantity);
                }
                else
                {
                    (exitQuantity, exitQuote) = (exitQuantity + fill.Quantity, exitQuote + fill.QuoteQuantity);
                }
            }
        }

        var interest = record.Money.Interest is { } owed && owed.Asset == record.QuoteAsset ? owed.Amount : 0m;
        var risk = Math.Abs(record.Plan.Entry - record.Plan.Stop) * entryQuantity;
        var profit = cash - interest;
        closed.Compare("entry_price", entryQuantity > 0m ? entryQuote / entryQuantity : null, $"{entryQuote} paid for {entryQuantity}");
        closed.Compare("avg_exit_price", exitQuantity > 0m ? exitQuote / exitQuantity : null, $"{exitQuote} got for {exitQuantity}");
        closed.Compare("pnl_quote", profit, $"{exitQuote} against {entryQuote}, fees in {record.QuoteAsset} {fees}, interest {interest}");
        closed.Compare("r", risk > 0m ? profit / risk : null, $"{profit} over |{record.Plan.Entry} - {record.Plan.Stop}| x {entryQuantity}");
    }
}
