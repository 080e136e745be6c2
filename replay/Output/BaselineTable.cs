using Executor.Core.Positions;
using Executor.Replay.Results;

namespace Executor.Replay.Output;

/// <summary>The comparison with the baseline policy for a terminal.</summary>
internal static class BaselineTable
{
    public static void Write(TextWriter output, BaselineComparison comparison, string quoteAsset)
    {
        output.WriteLine();
        output.WriteLine("baseline: stop and targets as planned, no break-even, no trail; the runner leaves at the second target or the stop");
        output.WriteLine();
        var table = new TextTable("signal", "side", "type", $"profit {quoteAsset}", "R", "baseline", "profit", "R", "difference");
        foreach (var pair in comparison.Pairs)
        {
            table.Add(
                ReplayTable.Clock(pair.Trade.SignalTime),
                pair.Trade.Plan.Side.Text(),
                pair.Normal?.ExitType ?? "-",
                Profit(pair.Normal),
                R(pair.Normal),
                pair.Baseline?.ExitType ?? "-",
                Profit(pair.Baseline),
                R(pair.Baseline),
                Iso.Text(pair.Difference, 4));
        }

        table.Write(output);
        output.WriteLine();
        var totals = new TextTable(string.Empty, "trades", "wins", $"profit {quoteAsset}", "R", "max drawdown", "fees");
        Add(totals, "replay", comparison.Normal);
        Add(totals, "baseline", comparison.Baseline);
        totals.Write(output);
    }

    private static void Add(TextTable table, string name, ReplaySummary summary) => table.Add(
        name,
        Iso.Text(summary.Trades),
        Iso.Text(summary.Wins),
        Iso.Text(summary.Profit, 4),
        Iso.Text(summary.R, 2),
        Iso.Text(summary.MaxDrawdown, 4),
        Iso.Text(summary.Fees, 4));

    private static string Profit(ClosedTrade? closed) => closed is null ? "-" : Iso.Text(closed.Result.ProfitQuote, 4);

    private static string R(ClosedTrade? closed) => closed?.Result.R is { } r ? Iso.Text(r, 2) : "-";
}
