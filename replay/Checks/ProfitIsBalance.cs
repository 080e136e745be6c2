using System.Collections.Immutable;
using Executor.Core.Positions;

namespace Executor.Replay.Checks;

/// <summary>
/// S7: every execution of the exchange stands in the ledger once, and the profits add up to the change of the quote balance.
/// </summary>
internal static class ProfitIsBalance
{
    public static void Check(ImmutableArray<ClosedTrade> trades, IBooks books, decimal quoteBalanceChange, ViolationLog log)
    {
        var profit = trades.Sum(closed => closed.Result.ProfitQuote);
        if (profit != quoteBalanceChange)
        {
            log.Report("S7", $"the trades earned {profit}, the quote balance changed by {quoteBalanceChange}.");
        }

        var booked = trades.SelectMany(closed => closed.Trade.Fills).Select(entry => entry.Fill.TradeId).Order().ToList();
        var executed = books.Fills.Select(fill => fill.TradeId).Order().ToList();
        if (!booked.SequenceEqual(executed))
        {
            var missing = executed.Except(booked).Select(id => $"{id} missing");
            var repeated = booked.CountBy(id => id).Where(count => count.Value > 1)
                .Select(count => $"{count.Key} booked {count.Value} times");
            var differences = string.Join(", ", missing.Concat(repeated));
            log.Report("S7", $"the exchange has {executed.Count} execution(s), the ledger {booked.Count}: {differences}.");
        }
    }
}
