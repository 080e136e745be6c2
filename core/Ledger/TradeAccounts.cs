using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Ledger;

/// <summary>Adds up what a trade earned and cost (behaviour 13.5).</summary>
internal static class TradeAccounts
{
    public static TradeMoney Of(Trade trade, SymbolRules rules)
    {
        var entries = trade.Orders.Where(order => order.Role == OrderRole.Entry).ToList();
        var exits = trade.Orders.Where(order => order.Role != OrderRole.Entry).ToList();
        var fills = trade.Fills.ToList();
        decimal entryQuantity = Quantity(entries), exitQuantity = Quantity(exits), entryQuote = Quote(entries), exitQuote = Quote(exits);
        var proceeds = fills.Sum(pair => pair.Order.Side == OrderSide.Sell ? pair.Fill.QuoteQuantity : -pair.Fill.QuoteQuantity);
        decimal quoteFees = Fees(rules.QuoteAsset, _ => 1m), baseFees = Fees(rules.BaseAsset, fill => fill.Price);
        var interest = trade.Loan is { } loan ? new AssetAmount(loan.Asset, loan.Interest) : null;
        var isOneSided = entryQuantity > 0m && exitQuantity == 0m;

        // Interest in base was bought together with what was owed: the exits have paid for it.
        var baseInterest = interest?.Asset == rules.BaseAsset && exitQuantity > 0m ? interest.Amount * exitQuote / exitQuantity : 0m;
        var quoteInterest = interest?.Asset == rules.QuoteAsset ? interest.Amount : 0m;
        var gross = proceeds + baseFees + baseInterest;
        var status = Status();
        decimal? fees = status == FeeStatus.Ok ? quoteFees + baseFees : null;
        var cash = proceeds - quoteFees - quoteInterest;
        var risk = Math.Abs(trade.Plan.Entry - trade.Plan.Stop) * entryQuantity;
        return new TradeMoney
        {
            EntryQuantity = entryQuantity,
            EntryQuote = entryQuote,
            ExitQuantity = exitQuantity,
            ExitQuote = exitQuote,
            Fees = [.. fills.GroupBy(pair => pair.Fill.CommissionAsset, pair => pair.Fill.Commission, StringComparer.Ordinal)
                .Select(group => new AssetAmount(group.Key, group.Sum()))
                .Where(fee => fee.Amount != 0m)
                .OrderBy(fee => fee.Asset, StringComparer.Ordinal)],
            FeeStatus = status,
            FeesQuote = fees,
            Interest = interest,
            GrossQuote = isOneSided ? null : gross,
            NetQuote = gross - fees - baseInterest - quoteInterest,
            CashQuote = cash,
            RiskQuote = risk,
            R = risk > 0m ? cash / risk : null,
        };

        decimal Fees(string asset, Func<Fill, decimal> price) =>
            fills.Where(pair => pair.Fill.CommissionAsset == asset).Sum(pair => pair.Fill.Commission * price(pair.Fill));

        FeeStatus Status() =>
            fills.Any(pair => pair.Fill.Commission != 0m && pair.Fill.CommissionAsset != rules.QuoteAsset && pair.Fill.CommissionAsset != rules.BaseAsset)
                ? FeeStatus.MismatchAsset
                : isOneSided || trade.Orders.Any(order => order.FilledQuantity < order.ExecutedQuantity) ? FeeStatus.Missing
                : FeeStatus.Ok;
    }

    private static decimal Quantity(IEnumerable<TrackedOrder> orders) => orders.Sum(order => order.FilledQuantity);

    private static decimal Quote(IEnumerable<TrackedOrder> orders) => orders.Sum(order => order.Fills.Sum(fill => fill.QuoteQuantity));
}
