using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Inspection;

/// <summary>Reads loans and repayments from a time on: those that were asked for and those that the exchange made of its own.</summary>
internal static class LoanHistory
{
    private const int PageSize = 100;
    private const string ByHand = "MANUAL";

    /// <summary>The longest span that one question may cover.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>Records in base or quote at or after <paramref name="since"/>, oldest first.</summary>
    public static async Task<ImmutableArray<LoanRecord>> ReadAsync(LookReads reads, SymbolRules rules, DateTimeOffset since, DateTimeOffset now)
    {
        var found = new HashSet<LoanRecord>();
        for (var from = since; from <= now; from += Window)
        {
            await AddAsync(LoanKind.Borrow, from).ConfigureAwait(false);
            await AddAsync(LoanKind.Repay, from).ConfigureAwait(false);
        }

        return [.. found
            .Where(record => record.At >= since && (record.Asset == rules.BaseAsset || record.Asset == rules.QuoteAsset))
            .DistinctBy(record => (record.TransactionId, record.Kind, record.Asset))
            .OrderBy(record => record.At).ThenBy(record => record.TransactionId)];

        async Task AddAsync(LoanKind kind, DateTimeOffset from)
        {
            for (var page = 1; ; page++)
            {
                var parameters = new RequestParameters()
                    .Add("type", kind switch { LoanKind.Borrow => "BORROW", LoanKind.Repay => "REPAY" })
                    .Add("isolatedSymbol", reads.Account == TradingAccount.IsolatedMargin ? reads.Symbol : null)
                    .Add("startTime", from)
                    .Add("endTime", from + Window)
                    .Add("current", page)
                    .Add("size", PageSize);
                var rows = (await reads.ReadAsync(MarginEndpoints.Loans, parameters, WireJson.Default.WireLoans).ConfigureAwait(false)).Rows
                    ?? throw new WireException("the field 'rows' is missing");
                var before = found.Count;
                found.UnionWith(rows.Select(row => Read(row, kind)));
                if (rows.Count < PageSize)
                {
                    return;
                }

                if (found.Count == before)
                {
                    throw new WireException("the same loan records came again"); // pages that bring nothing new would be asked for without end
                }
            }
        }
    }

    private static LoanRecord Read(WireLoan row, LoanKind kind)
    {
        var (principal, interest) = (row.Principal ?? 0m, row.Interest ?? 0m);
        return new LoanRecord(
            WireText.Required(row.TransactionId, "txId"),
            kind,
            WireText.Required(row.Asset, "asset"),
            row.Amount ?? principal + interest,
            principal,
            interest,
            WireText.LoanStatus(row.Status),
            WireText.Required(row.Type, "type") != ByHand,
            WireText.Time(row.Timestamp, "timestamp"));
    }
}
