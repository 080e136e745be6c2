using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Market;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Explaining;

/// <summary>Computes the plan of a trade again, from the inputs that its <c>OPEN</c> event recorded.</summary>
internal static class OpenCheck
{
    /// <summary>Compares every price and the quantity; names in <paramref name="gaps"/> what cannot be.</summary>
    public static void Compare(Figures open, BarSeries bars, ICollection<string> gaps)
    {
        if (!PositionSideExtensions.TryParse(open.Text("side"), out var side)
            || open.Number("price") is not { } price || open.Number("k_entry") is not { } k || open.Number("tick") is not { } tick
            || open.Number("entry_offset") is not { } offset || open.Number("feed_entry") is not { } feedEntry || open.Number("feed_sl") is not { } feedStop)
        {
            gaps.Add("The plan: the OPEN event does not record its inputs (it was written by an earlier version).");
            return;
        }

        open.Compare("feed_entry", EntryPricing.FeedEntry(side, price, offset, tick), $"signal price {price}, offset {offset}, tick {tick}");
        CompareStop(open, side, feedEntry, tick, bars, gaps);
        open.Compare("entry", EntryPricing.TradedEntry(side, feedEntry, price, k, tick), $"feed entry {feedEntry} x k {k}, a tick beyond the signal price");
        open.Compare("sl", SideRounding.ToTick(side, feedStop * k, tick), $"feed stop {feedStop} x k {k}");
        CompareTarget(open, side, feedEntry, feedStop, k, tick, 1);
        CompareTarget(open, side, feedEntry, feedStop, k, tick, 2);
        if (open.Number("qty_usd") is { } notional && open.Number("entry") is { } entry && open.Number("lot_step") is { } step)
        {
            open.Compare("qty", Quantities.FromNotional(notional, entry, step), $"{notional} / {entry}, down to {step}");
        }
    }

    private static void CompareStop(Figures open, PositionSide side, decimal feedEntry, decimal tick, BarSeries bars, ICollection<string> gaps)
    {
        if (open.Number("sl_pct") is not { } fraction || open.Number("swing_rows") is not { } rows || open.Time("bar_ts") is not { } time)
        {
            gaps.Add("The first stop: the OPEN event does not record its inputs.");
            return;
        }

        var index = bars.Count > 0 ? bars.IndexOfMinute(time) : -1;
        if (index < 0)
        {
            gaps.Add(string.Create(CultureInfo.InvariantCulture, $"The first stop: the feed has no row of {time:u} any more."));
            return;
        }

        open.Compare(
            "feed_sl",
            StopPlacement.FeedStop(side, feedEntry, bars, index, (int)rows, fraction, tick),
            $"{fraction} of {feedEntry}, or the extreme of the {rows} rows before {time:u}, whichever is farther");
    }

    private static void CompareTarget(Figures open, PositionSide side, decimal feedEntry, decimal feedStop, decimal k, decimal tick, int number)
    {
        if (open.Number($"tp{number}_r") is not { } multiple)
        {
            return;
        }

        var feed = Targets.At(side, feedEntry, feedStop, multiple, tick);
        open.Compare($"feed_tp{number}", feed, $"{multiple} R of |{feedEntry} - {feedStop}|");
        open.Compare($"tp{number}", SideRounding.ToTick(side, feed * k, tick), $"feed target {feed} x k {k}");
    }
}
