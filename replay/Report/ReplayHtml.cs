using System.Text;
using Executor.Core.Positions;
using Executor.Replay.Output;
using Executor.Replay.Results;

namespace Executor.Replay.Report;

/// <summary>The result as one page that needs nothing but itself; the same bytes for the same result.</summary>
public static class ReplayHtml
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm";

    /// <summary>Writes <paramref name="result"/> to <paramref name="stream"/>.</summary>
    public static void Write(Stream stream, ReplayResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        var page = new Markup();
        Open(page, result);
        WriteTotals(page, result);
        page.Raw("<h2>Realised profit</h2>\n<section>");
        EquityCurve.Draw(page, result);
        page.Raw("</section>\n");
        if (BaselineComparison.Of(result) is { } comparison)
        {
            BaselineSection.Write(page, comparison);
        }

        WriteTrades(page, result);
        WriteSkips(page, result);
        WriteSettings(page, result);
        page.Raw($"<script>\n{Page.Script}\n</script>\n</body>\n</html>\n");
        stream.Write(Encoding.UTF8.GetBytes(page.ToString().ReplaceLineEndings("\n")));
    }

    private static void Open(Markup page, ReplayResult result)
    {
        var symbol = Markup.Encode(result.Rules.Symbol);
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.Raw($"<title>Replay of {symbol}</title>\n<style>\n{Page.Style}\n</style>\n</head>\n<body>\n");
        page.Raw($"<h1>Replay of {symbol} <span class=\"paper\">PAPER</span></h1>\n");
        page.Raw($"<p class=\"faint\">{result.Feed.Rows} minutes, {Clock(result.Feed.First)} to {Clock(result.Feed.Last)} UTC. ");
        page.Raw("Click a chart, then turn the wheel to zoom, drag to move, double-click for the whole.</p>\n");
    }

    private static void WriteTotals(Markup page, ReplayResult result)
    {
        var (summary, quote) = (ReplaySummary.Of(result), Markup.Encode(result.Rules.QuoteAsset));
        page.Raw("<div class=\"numbers\">\n");
        Number(page, "profit", Signed(summary.Profit, 4), quote);
        Number(page, "R", Signed(summary.R, 2), "sum over trades");
        Number(page, "trades", $"{summary.Trades}", $"{summary.Wins} with a profit");
        Number(page, "max drawdown", Iso.Text(summary.MaxDrawdown, 4), quote);
        Number(page, "fees", Iso.Text(summary.Fees, 4), quote);
        Number(page, "without a stop", Iso.Text(summary.UncoveredQuantitySeconds), $"{Markup.Encode(result.Rules.BaseAsset)} x seconds");
        page.Raw("</div>\n");
    }

    private static void Number(Markup page, string name, string value, string unit) =>
        page.Raw($"<div class=\"card\"><span class=\"faint\">{name}</span><b>{value}</b><span class=\"faint\">{unit}</span></div>\n");

    private static void WriteTrades(Markup page, ReplayResult result)
    {
        page.Raw($"<h2>Trades ({result.Trades.Length})</h2>\n");
        foreach (var closed in result.Trades)
        {
            var trade = closed.Trade;
            var (entry, exit) = (Price(closed.Result.EntryPrice, result), Price(closed.Result.ExitPrice, result));
            page.Raw($"<section><h3>{Clock(trade.SignalTime)} {trade.Plan.Side.Text()} "
                + $"{Iso.Text(closed.Result.EntryQuantity)} at {entry}, ");
            page.Raw($"{Markup.Encode(closed.ExitType)} at {exit}: {Signed(closed.Result.ProfitQuote, 4)}</h3>\n");
            page.Raw($"<p class=\"faint\">closed {Clock(closed.At)}, "
                + $"{Iso.Text(closed.Result.R ?? 0m, 2)} R, {Markup.Encode(trade.SignalKey)}</p>\n");
            TradePanel.Draw(page, closed, result);
            page.Raw("</section>\n");
        }
    }

    private static void WriteSkips(Markup page, ReplayResult result)
    {
        page.Raw($"<h2>Signals not traded ({result.Skips.Length})</h2>\n<section class=\"wide\"><table>\n");
        page.Raw("<tr><th>signal</th><th>side</th><th>price</th><th>reason</th></tr>\n");
        foreach (var skip in result.Skips)
        {
            page.Raw($"<tr><td>{Clock(skip.Signal.Time)}</td><td>{skip.Signal.Side.Text()}</td><td>{Iso.Text(skip.Signal.Price)}</td>");
            page.Raw($"<td title=\"{Markup.Encode(skip.Detail ?? string.Empty)}\">{Markup.Encode(skip.Reason)}</td></tr>\n");
        }

        page.Raw($"</table>\n<p class=\"faint\">{result.Duplicates} duplicates, {result.Invalid.Length} invalid and ");
        page.Raw($"{result.Ignored.Values.Sum()} other lines.</p></section>\n");
    }

    private static void WriteSettings(Markup page, ReplayResult result)
    {
        page.Raw("<h2>Settings in force</h2>\n<section class=\"wide\"><table>\n");
        foreach (var (name, value) in result.Settings)
        {
            page.Raw($"<tr><td>{Markup.Encode(name)}</td><td>{Markup.Encode(value)}</td></tr>\n");
        }

        page.Raw("</table></section>\n");
    }

    private static string Signed(decimal value, int decimals) =>
        $"<span class=\"{(value < 0m ? "bad" : "good")}\">{Iso.Text(value, decimals)}</span>";

    private static string Price(decimal? price, ReplayResult result) =>
        price is { } value ? Iso.Text(value, result.Rules.TickSize.Scale) : "-";

    private static string Clock(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString(TimeFormat, System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
