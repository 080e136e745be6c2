using System.Globalization;
using Executor.Core.Ledger;

namespace Executor.Silo.Reports;

/// <summary>The manager's report (behaviour 13.5): a summary of each month, and a table of its trades. Trades that never entered are counted only.</summary>
internal static class MarkdownReport
{
    private const string Missing = "N/A";

    public static void Write(LedgerMonth? month, IReadOnlyCollection<TradeRecord> records, TextWriter output)
    {
        var months = records.GroupBy(record => record.Month).OrderBy(group => group.Key.Start)
            .Select(group => (Month: group.Key, Records: group.ToList())).ToList();
        if (months.Count == 0)
        {
            Line($"# Trades {month?.ToString() ?? "of all months"}");
            Line();
            Line("No trades.");
        }

        foreach (var (name, trades) in months)
        {
            Line($"# Trades {name}");
            Line();
            Summary(MonthlySummary.Of(name, trades));
            Line();
            Table(trades.Where(record => record.Money.EntryQuantity > 0m));
            Line();
        }

        void Summary(MonthlySummary summary)
        {
            Line("| figure | value |");
            Line("|---|---|");
            Line($"| trades_total | {summary.Trades} |");
            Line($"| aborted | {summary.Aborted} |");
            Line($"| with_gross | {summary.WithGross} |");
            Line($"| with_net | {summary.WithNet} |");
            foreach (var quote in summary.Quotes)
            {
                Line($"| pnl_gross {quote.Asset} | {Number(quote.Gross)} |");
                Line($"| pnl_net {quote.Asset} | {Number(quote.Net)} |");
                Line($"| fees {quote.Asset} | {Number(quote.Fees)} |");
                Line($"| roi_gross_pct {quote.Asset} | {Number(quote.GrossReturnPercent)} |");
                Line($"| roi_net_pct {quote.Asset} | {Number(quote.NetReturnPercent)} |");
            }

            Line($"| tp1_hit_rate_pct | {Number(summary.Target1RatePercent)} |");
            Line($"| tp2_hit_rate_pct | {Number(summary.Target2RatePercent)} |");
            Line($"| total_r | {Number(summary.TotalR)} |");
            Line($"| longest_uncovered_sec | {Number((decimal)summary.LongestUncovered.TotalSeconds)} |");
            Line($"| exits | {string.Join(", ", summary.Exits.Select(exit => $"{exit.Exit.Word()} {exit.Trades}"))} |");
        }

        void Table(IEnumerable<TradeRecord> trades)
        {
            Line("| closed_at | symbol | side | qty | entry | exit | pnl_gross | fees | pnl_net | roi_net_pct | r | exit_type | tp1 | tp2 | fee_status |");
            Line("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var trade in trades)
            {
                var money = trade.Money;
                string[] cells =
                [
                    trade.ClosedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), trade.Symbol, OriginalReport.SideWord(trade),
                    Number(money.EntryQuantity), Number(money.EntryPrice), Number(money.ExitPrice), Number(money.GrossQuote), Number(money.FeesQuote),
                    Number(money.NetQuote), Number(money.NetReturnPercent), Number(money.R), trade.Exit.Word(), Mark(trade.Target1Hit), Mark(trade.Target2Hit),
                    money.FeeStatus.Word(),
                ];
                Line($"| {string.Join(" | ", cells)} |");
            }
        }

        void Line(string text = "")
        {
            output.Write(text);
            output.Write('\n');
        }
    }

    /// <summary>4 decimals from 1 on, else 8, half to even as the original's formatting.</summary>
    internal static string Number(decimal? value) => value switch
    {
        null => Missing,
        { } number => Math.Round(number, Math.Abs(number) >= 1m ? 4 : 8).ToString(Math.Abs(number) >= 1m ? "F4" : "F8", CultureInfo.InvariantCulture),
    };

    private static string Mark(bool hit) => hit ? "yes" : "no";
}
