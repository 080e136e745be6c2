using System.Globalization;
using Executor.Core.Positions;
using Executor.Replay.Output;
using Executor.Replay.Results;

namespace Executor.Replay.Report;

/// <summary>The comparison with the baseline policy as a section of the page.</summary>
internal static class BaselineSection
{
    public static void Write(Markup page, BaselineComparison comparison)
    {
        page.Raw("<h2>Beside the baseline</h2>\n<section class=\"wide\"><p class=\"faint\">Stop and targets as planned, no break-even, no trail; ");
        page.Raw("the runner leaves at the second target or the stop.</p>\n<table>\n");
        page.Raw("<tr><th>signal</th><th>side</th><th>type</th><th>profit</th><th>R</th><th>baseline</th><th>profit</th><th>R</th><th>difference</th></tr>\n");
        foreach (var pair in comparison.Pairs)
        {
            page.Raw($"<tr><td>{pair.Trade.SignalTime.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</td>");
            page.Raw($"<td>{pair.Trade.Plan.Side.Text()}</td>{Cells(pair.Normal)}{Cells(pair.Baseline)}<td>{Iso.Text(pair.Difference, 4)}</td></tr>\n");
        }

        page.Raw($"<tr><th>all</th><th></th>{Totals(comparison.Normal)}{Totals(comparison.Baseline)}");
        page.Raw($"<th>{Iso.Text(comparison.Normal.Profit - comparison.Baseline.Profit, 4)}</th></tr>\n</table></section>\n");
    }

    private static string Cells(ClosedTrade? closed) => closed is null
        ? "<td>-</td><td></td><td></td>"
        : $"<td>{Markup.Encode(closed.ExitType)}</td><td>{Iso.Text(closed.Result.ProfitQuote, 4)}</td><td>{Iso.Text(closed.Result.R ?? 0m, 2)}</td>";

    private static string Totals(ReplaySummary summary) =>
        $"<th>{summary.Trades} trades</th><th>{Iso.Text(summary.Profit, 4)}</th><th>{Iso.Text(summary.R, 2)}</th>";
}
