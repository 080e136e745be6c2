using Executor.Replay.Results;

namespace Executor.Replay.Report;

/// <summary>Realised profit over time, one step for each trade.</summary>
internal static class EquityCurve
{
    private const int Decimals = 2;

    public static void Draw(Markup markup, ReplayResult result)
    {
        if (result.Feed.First is not { } first || result.Trades.IsEmpty)
        {
            return;
        }

        var points = Points(result);
        var last = points[^1].At > result.Feed.Last ? points[^1].At : result.Feed.Last ?? first;
        var (least, most) = (points.Min(point => point.Equity), points.Max(point => point.Equity));
        var plane = new Plane(first, last, Math.Min(0m, least), Math.Max(0m, most));
        var (width, height) = (Plane.Width, Plane.Height);
        markup.Add($"<svg class=\"zoom\" tabindex=\"0\" role=\"img\" aria-label=\"Realised profit\" viewBox=\"0 0 {width} {height}\">");
        plane.DrawAxes(markup, Decimals, "yyyy-MM-dd");
        var path = new Markup().Add($"M{plane.X(first)} {plane.Y(0m)}");
        foreach (var (at, equity) in points)
        {
            path.Add($"H{plane.X(at)}V{plane.Y(equity)}");
        }

        path.Add($"H{plane.X(last)}");
        markup.Raw($"<path class=\"equity\" d=\"{path}\"/></svg>\n");
    }

    private static List<(DateTimeOffset At, decimal Equity)> Points(ReplayResult result)
    {
        var equity = 0m;
        return [.. result.Trades.Select(closed => (closed.At, equity += closed.Result.ProfitQuote))];
    }
}
