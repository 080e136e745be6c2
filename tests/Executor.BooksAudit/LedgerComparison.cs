using Executor.Core.Ledger;
using Executor.Core.Planning;
using Executor.Core.Safety;

namespace Executor.BooksAudit;

/// <summary>What the executor wrote down, against what the exchange's books show.</summary>
internal sealed class LedgerComparison(AuditOptions options, FindingLog found, DateTimeOffset now)
{
    /// <summary>One symbol on one account.</summary>
    public void Symbol(SymbolAudit books, IReadOnlyCollection<TradeRecord> records)
    {
        var byName = records.ToLookup(record => ClientOrderIds.Suffix(record.Key, record.Symbol, record.Side), StringComparer.Ordinal);
        foreach (var twins in byName.Where(group => group.Count() > 1))
            Report(books, twins.Key, "S7", $"the ledger has the trade {twins.Count()} times.");
        foreach (var trade in books.Trades)
        {
            if (byName[trade.Name].FirstOrDefault() is { } record)
                Compare(books, trade, record);
            else if (trade.EmptySince is not null && trade.Fills.Count > 0)
                Report(books, trade.Name, "S7", $"a trade with {trade.Fills.Count} execution(s) that left nothing behind is not in the ledger.");
        }

        foreach (var window in books.Uncovered.Where(window => window.Length > options.Unnoticed))
        {
            if (byName[window.Trade].FirstOrDefault() is { } record && !IsWritten(window, record))
                Report(books, window.Trade, "S3", $"from {window.From:HH:mm:ss.fff} on {window.Quantity} was under no stop for {window.Length.TotalSeconds} s, and no window says so.");
        }
    }

    /// <summary>One account, with nothing open on it.</summary>
    public void Wallet(Wallet wallet, IReadOnlyCollection<SymbolAudit> symbols, IReadOnlyCollection<TradeRecord> ledger)
    {
        var owed = symbols.SelectMany(symbol => new[] { symbol.Rules.BaseAsset, symbol.Rules.QuoteAsset }).Distinct(StringComparer.Ordinal)
            .Where(asset => wallet.NewDebtIn(asset) > options.DebtTolerance);
        foreach (var asset in owed)
            found.Report(now, asset, null, [new SafetyFinding("S6", FormattableString.Invariant($"all is flat, and {wallet.NewDebtIn(asset)} {asset} is owed."))]);
        foreach (var quote in symbols.GroupBy(symbol => symbol.Rules.QuoteAsset, StringComparer.Ordinal))
        {
            var profit = ledger.Where(record => quote.Any(symbol => symbol.Symbol == record.Symbol && symbol.Account == record.Account)).Sum(record => record.Money.CashQuote);
            found.Report(now, quote.First().Symbol, null, ProfitIsBalance.InSum(profit, wallet.EarnedIn(quote.Key) - quote.Sum(symbol => symbol.QuoteByHand)));
        }
    }

    private void Compare(SymbolAudit books, TradeOnBooks trade, TradeRecord record)
    {
        found.Report(record.ClosedAt, books.Symbol, trade.Name, ProfitIsBalance.InExecutions(record.Orders.SelectMany(order => order.Fills), trade.Fills));
        if (trade.EmptySince is null || trade.EmptySince > record.ClosedAt + options.ClockTolerance)
        {
            var since = trade.EmptySince is { } empty ? $"since {empty:HH:mm:ss.fff} only" : "not";
            Report(books, trade.Name, "S6", $"the ledger closed the trade at {record.ClosedAt:HH:mm:ss.fff}, on the exchange it is gone {since}.");
        }
    }

    private bool IsWritten(UncoveredTime window, TradeRecord record) => record.Uncovered.Any(written =>
        written.From <= window.To + options.Unnoticed && written.To + options.ClockTolerance >= window.From);

    private void Report(SymbolAudit books, string trade, string property, FormattableString text) =>
        found.Report(now, books.Symbol, trade, [new SafetyFinding(property, FormattableString.Invariant(text))]);
}
