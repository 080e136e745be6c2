using System.Collections.Immutable;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>
/// S7: every execution of the exchange stands in the ledger once, and the profits, interest included, add up to the change of the quote
/// balance net of debt.
/// </summary>
public static class ProfitIsBalance
{
    /// <summary>Compares the ledger with the exchange.</summary>
    /// <param name="trades">All closed trades that executed.</param>
    /// <param name="books">The books, from the first execution on.</param>
    /// <param name="quoteBalanceChange">Quote earned since then, debts paid.</param>
    public static IEnumerable<SafetyFinding> Of(ImmutableArray<ClosedTrade> trades, IBooks books, decimal quoteBalanceChange)
    {
        ArgumentNullException.ThrowIfNull(books);
        var profit = trades.Sum(closed => closed.Result.ProfitQuote);
        if (profit != quoteBalanceChange)
        {
            yield return SafetyFinding.Of("S7", $"the trades earned {profit}, the quote balance changed by {quoteBalanceChange}.");
        }

        var booked = trades.SelectMany(closed => closed.Trade.Fills).Select(entry => entry.Fill.TradeId).Order().ToList();
        var executed = books.Fills.Select(fill => fill.TradeId).Order().ToList();
        if (!booked.SequenceEqual(executed))
        {
            var missing = executed.Except(booked).Select(id => $"{id} missing");
            var repeated = booked.CountBy(id => id).Where(count => count.Value > 1)
                .Select(count => $"{count.Key} booked {count.Value} times");
            var differences = string.Join(", ", missing.Concat(repeated));
            yield return SafetyFinding.Of("S7", $"the exchange has {executed.Count} execution(s), the ledger {booked.Count}: {differences}.");
        }
    }
}
