using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Replay.Output;
using Executor.Replay.Results;

namespace Executor.Replay.Report;

/// <summary>The drawing of one trade: candles around it, planned levels, the stop as it moved, every execution.</summary>
internal static class TradePanel
{
    private const int BarsBefore = 45;
    private const int BarsAfter = 20;
    private const int MostCandles = 220;
    private const string TimeFormat = "MM-dd HH:mm";

    public static void Draw(Markup markup, ClosedTrade closed, ReplayResult result)
    {
        var trade = closed.Trade;
        var bars = result.Feed.Bars.Span;
        var from = Math.Max(0, IndexAfter(result, trade.OpenedAt) - BarsBefore);
        var to = Math.Min(bars.Length, IndexAfter(result, closed.At) + BarsAfter);
        var candles = Candle.From(bars, from, to, MostCandles);
        var levels = Levels(closed).ToList();
        var plane = new Plane(
            Earlier(candles[0].Time.AddMinutes(-1), trade.SignalTime),
            Later(candles[^1].Time, closed.At),
            Math.Min(candles.Min(candle => candle.Low), levels.Min()),
            Math.Max(candles.Max(candle => candle.High), levels.Max()));

        var (width, height) = (Plane.Width, Plane.Height);
        markup.Add($"<svg class=\"zoom\" tabindex=\"0\" role=\"img\" aria-label=\"Trade {trade.Key}\" viewBox=\"0 0 {width} {height}\">");
        plane.DrawAxes(markup, result.Rules.TickSize.Scale, TimeFormat);
        DrawCandles(markup, plane, candles);
        var end = trade.LeftAt() ?? closed.At;
        DrawLevel(markup, plane, "entry", "planned entry", trade.Plan.Entry, trade.OpenedAt, end);
        DrawLevel(markup, plane, "target", "first target", trade.Plan.Target1, trade.OpenedAt, end);
        DrawLevel(markup, plane, "target", "second target", trade.Plan.Target2, trade.OpenedAt, end);
        DrawStops(markup, plane, trade, end);
        DrawFills(markup, plane, trade);
        markup.Raw("</svg>\n");
    }

    private static IEnumerable<decimal> Levels(ClosedTrade closed) =>
    [
        closed.Trade.Plan.Entry, closed.Trade.Plan.Stop,
        .. closed.Trade.Stops.Select(stop => stop.Price), .. closed.Trade.Fills.Select(entry => entry.Fill.Price),
    ];

    private static int IndexAfter(ReplayResult result, DateTimeOffset time) => new BarSeries(result.Feed.Bars).IndexAtOrBefore(time) + 1;

    private static void DrawCandles(Markup markup, Plane plane, List<Candle> candles)
    {
        var width = Math.Max(1m, Plane.Right / candles.Count * 0.7m);
        foreach (var (name, isUp) in new[] { ("up", true), ("down", false) })
        {
            var path = new Markup();
            foreach (var candle in candles.Where(candle => candle.Close >= candle.Open == isUp))
            {
                var x = plane.X(candle.Time);
                var (top, bottom) = (plane.Y(Math.Max(candle.Open, candle.Close)), plane.Y(Math.Min(candle.Open, candle.Close)));
                path.Add($"M{x} {plane.Y(candle.High)}V{plane.Y(candle.Low)}");
                path.Add($"M{x - (width / 2m)} {top}h{width}v{Math.Max(0.5m, bottom - top)}h{-width}z");
            }

            markup.Raw($"<path class=\"{name}\" d=\"{path}\"/>");
        }
    }

    private static void DrawLevel(
        Markup markup, Plane plane, string style, string name, decimal price, DateTimeOffset from, DateTimeOffset to)
    {
        markup.Add($"<path class=\"level {style}\" d=\"M{plane.X(from)} {plane.Y(price)}H{plane.X(to)}\">");
        markup.Add($"<title>{name} {Iso.Text(price)}</title></path>");
    }

    private static void DrawStops(Markup markup, Plane plane, Trade trade, DateTimeOffset end)
    {
        if (trade.Stops is not [var first, ..])
        {
            return;
        }

        var path = new Markup();
        path.Add($"M{plane.X(first.At)} {plane.Y(first.Price)}");
        foreach (var stop in trade.Stops)
        {
            path.Add($"H{plane.X(stop.At)}V{plane.Y(stop.Price)}");
        }

        path.Add($"H{plane.X(Later(end, trade.Stops[^1].At))}");
        markup.Raw($"<path class=\"stop\" d=\"{path}\"/>");
        foreach (var stop in trade.Stops)
        {
            markup.Add($"<circle class=\"moved\" r=\"2.5\" cx=\"{plane.X(stop.At)}\" cy=\"{plane.Y(stop.Price)}\">");
            markup.Add($"<title>stop {Iso.Text(stop.Price)}, {stop.Cause.Name()}, {stop.At}</title></circle>");
        }
    }

    private static void DrawFills(Markup markup, Plane plane, Trade trade)
    {
        foreach (var (order, fill) in trade.FillsInOrder())
        {
            var (x, y) = (plane.X(fill.At), plane.Y(fill.Price));
            var isEntry = order.Role == OrderRole.Entry;
            var shape = isEntry ? new Markup().Add($"M{x} {y}l-6 10h12z") : new Markup().Add($"M{x} {y}l-6 -10h12z");
            markup.Raw($"<path class=\"{(isEntry ? "bought" : "sold")}\" d=\"{shape}\">");
            markup.Add($"<title>{order.Slot.Name()} {Iso.Text(fill.Quantity)} at {Iso.Text(fill.Price)}, {fill.At}</title></path>");
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
