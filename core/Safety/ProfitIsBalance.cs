using System.Collections.Immutable;
using Executor.Core.Exchange;
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
        return InSum(trades.Sum(closed => closed.Result.ProfitQuote), quoteBalanceChange)
            .Concat(InExecutions(trades.SelectMany(closed => closed.Trade.Fills).Select(entry => entry.Fill), books.Fills));
    }

    /// <summary>The profits of all trades against what the quote balance changed by, both in quote.</summary>
    public static IEnumerable<SafetyFinding> InSum(decimal profit, decimal quoteBalanceChange)
    {
        if (profit != quoteBalanceChange)
        {
            yield return SafetyFinding.Of("S7", $"the trades earned {profit}, the quote balance changed by {quoteBalanceChange}.");
        }
    }

    /// <summary>The executions in the ledger against those of the exchange: each once, and the same in price, quantity and fee.</summary>
    public static IEnumerable<SafetyFinding> InExecutions(IEnumerable<Fill> ledger, IEnumerable<Fill> exchange)
    {
        var booked = ledger.ToLookup(fill => fill.TradeId);
        var executed = exchange.ToDictionary(fill => fill.TradeId);
        var missing = executed.Keys.Where(id => !booked.Contains(id)).Select(id => $"{id} missing");
        var repeated = booked.Where(fills => fills.Count() > 1).Select(fills => $"{fills.Key} booked {fills.Count()} times");
        var unknown = booked.Where(fills => !executed.ContainsKey(fills.Key)).Select(fills => $"{fills.Key} never made");
        var different = booked.SelectMany(fills => fills).Where(fill => executed.TryGetValue(fill.TradeId, out var made) && !AreAlike(fill, made))
            .Select(fill => $"{fill.TradeId} booked with other figures");
        if (missing.Concat(repeated).Concat(unknown).Concat(different).ToList() is { Count: > 0 } differences)
        {
            yield return SafetyFinding.Of(
                "S7", $"the exchange has {executed.Count} execution(s), the ledger {booked.Sum(fills => fills.Count())}: {string.Join(", ", differences)}.");
        }
    }

    private static bool AreAlike(Fill one, Fill other) =>
        (one.OrderId, one.Price, one.Quantity, one.Commission, one.CommissionAsset) == (other.OrderId, other.Price, other.Quantity, other.Commission, other.CommissionAsset);
}
