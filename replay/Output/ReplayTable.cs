using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Positions;
using Executor.Replay.Reading;
using Executor.Replay.Results;

namespace Executor.Replay.Output;

/// <summary>The result for a terminal: plain ASCII.</summary>
public static class ReplayTable
{
    private const int MostLinesShown = 20;
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Writes <paramref name="result"/> to <paramref name="output"/>.</summary>
    public static void Write(TextWriter output, ReplayResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        WriteFeed(output, result);
        WriteTrades(output, result);
        WriteSignals(output, result);
        WriteTotals(output, result);
        if (BaselineComparison.Of(result) is { } comparison)
        {
            BaselineTable.Write(output, comparison, result.Rules.QuoteAsset);
        }
    }

    private static void WriteFeed(TextWriter output, ReplayResult result)
    {
        var feed = result.Feed;
        output.WriteLine($"PAPER replay of {result.Rules.Symbol}: {feed.Rows} rows, {Clock(feed.First)} to {Clock(feed.Last)} UTC");
        WriteProblems(output, "malformed row(s)", feed.Malformed);
        output.WriteLine();
    }

    private static void WriteTrades(TextWriter output, ReplayResult result)
    {
        var table = new TextTable(
            "signal", "side", "entry", "quantity", "stop", "moved to", "exit", "closed", "type", $"profit {result.Rules.QuoteAsset}", "R",
            "uncovered s");
        foreach (var closed in result.Trades)
        {
            var trade = closed.Trade;
            table.Add(
                Clock(trade.SignalTime),
                trade.Plan.Side.Text(),
                Price(closed.Result.EntryPrice, result),
                Iso.Text(closed.Result.EntryQuantity),
                Iso.Text(trade.Plan.Stop),
                trade.Stops is [_, .., var last] && last.Price != trade.Plan.Stop ? Iso.Text(last.Price) : string.Empty,
                Price(closed.Result.ExitPrice, result),
                Clock(closed.At),
                closed.ExitType,
                Iso.Text(closed.Result.ProfitQuote, 4),
                closed.Result.R is { } r ? Iso.Text(r, 2) : string.Empty,
                Iso.Text(trade.Uncovered.Sum(window => (decimal)(window.To - window.From).Ticks) / TimeSpan.TicksPerSecond));
        }

        table.Write(output);
        output.WriteLine();
    }

    private static void WriteSignals(TextWriter output, ReplayResult result)
    {
        output.WriteLine(
            $"{result.SignalLines} signal lines: {result.Trades.Length} traded, "
            + $"{result.Skips.Length} skipped, {result.Duplicates} duplicate, "
            + $"{result.Invalid.Length} invalid, {result.Ignored.Values.Sum()} ignored");
        var skips = result.Skips.GroupBy(skip => skip.Reason, StringComparer.Ordinal);
        foreach (var group in skips.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  skipped {group.Count(),4}  {group.Key}");
        }

        foreach (var (reason, count) in result.Ignored)
        {
            output.WriteLine($"  ignored {count,4}  {reason}");
        }

        WriteProblems(output, "invalid signal line(s)", result.Invalid);
        output.WriteLine();
    }

    private static void WriteTotals(TextWriter output, ReplayResult result)
    {
        var summary = ReplaySummary.Of(result);
        var quote = result.Rules.QuoteAsset;
        var winRate = summary.Trades == 0 ? "no trades" : $"{Iso.Text(100m * summary.Wins / summary.Trades, 1)} %";
        output.WriteLine(
            $"profit        {Iso.Text(summary.Profit)} {quote} ({Iso.Text(summary.R, 2)} R), "
            + $"fees of {Iso.Text(summary.Fees, 4)} {quote} taken off");
        output.WriteLine($"win rate      {winRate} ({summary.Wins} of {summary.Trades})");
        output.WriteLine($"max drawdown  {Iso.Text(summary.MaxDrawdown)} {quote}");
        output.WriteLine(
            $"uncovered     {Iso.Text(summary.UncoveredQuantitySeconds)} {result.Rules.BaseAsset} x s, "
            + $"longest {summary.LongestUncovered.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s");
    }

    private static void WriteProblems(TextWriter output, string what, ImmutableArray<LineProblem> problems)
    {
        if (problems.IsEmpty)
        {
            return;
        }

        output.WriteLine($"{problems.Length} {what}:");
        foreach (var (line, reason) in problems.Take(MostLinesShown))
        {
            output.WriteLine($"  line {line,6}  {TextTable.Ascii(reason)}");
        }

        if (problems.Length > MostLinesShown)
        {
            output.WriteLine($"  and {problems.Length - MostLinesShown} more, all of them in the JSON");
        }
    }

    internal static string Clock(DateTimeOffset? time) => time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) ?? "-";

    private static string Price(decimal? price, ReplayResult result) =>
        price is { } value ? Iso.Text(value, result.Rules.TickSize.Scale) : string.Empty;
}
