using System.Diagnostics;
using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Planning;

/// <summary>Turns a signal and the feed into all prices and quantities of a trade, or says why there is none.</summary>
/// <remarks>Source: behaviour of the original, sections 4.3 to 4.8 and 5.2, in exact decimals throughout (W43).</remarks>
public static class TradePlanner
{
    /// <summary>Plans the trade of <paramref name="signal"/>.</summary>
    /// <param name="signal">The admitted signal.</param>
    /// <param name="bars">The feed, oldest first.</param>
    /// <param name="kEntry">Traded quote per feed quote, see <see cref="QuoteConversion"/>.</param>
    /// <param name="s">Settings of the symbol.</param>
    /// <param name="rules">Trading rules of the traded pair.</param>
    public static PlanOutcome Plan(Signal signal, BarSeries bars, decimal kEntry, SymbolSettings s, SymbolRules rules)
    {
        var figures = new PlanFigures(
            signal.Side, EntryPricing.FeedEntry(signal.Side, signal.Price, s.EntryOffset.At(signal.Price), rules.TickSize));
        if (kEntry <= 0m)
        {
            return Refuse(PlanRefusals.BadPrices, $"the quote ratio must be above 0, is {kEntry}", figures);
        }

        if (bars.Count == 0)
        {
            return Refuse(PlanRefusals.FeedUnavailable, $"the feed holds no bar to place a stop with", figures);
        }

        if (!TryLocate(signal, bars, s.FeedMaxAge, out var index))
        {
            return Refuse(PlanRefusals.FeedStale, $"{NearestBar(signal, bars)}; FEED_MAX_AGE_SEC is {s.FeedMaxAge.TotalSeconds}", figures);
        }

        figures = WithFeedPrices(figures with { BarIndex = index }, bars, s, rules.TickSize);
        return figures is { FeedStop: { } feedStop, FeedTarget1: { } feedTarget1, FeedTarget2: { } feedTarget2 }
            ? Complete(signal, kEntry, figures, (feedStop, feedTarget1, feedTarget2), s, rules)
            : Refuse(PlanRefusals.TargetsNotReady, $"two targets are needed, TP_R_LIST has {s.TakeProfitMultiples.Length}", figures);
    }

    /// <summary>
    /// Finds the bar of the signal's minute. When the feed has none, the last one before it counts if it is young enough; with the age
    /// guard off, the newest bar, as in the original (W39).
    /// </summary>
    private static bool TryLocate(Signal signal, BarSeries bars, TimeSpan maxAge, out int index)
    {
        index = bars.IndexOfMinute(signal.Time);
        if (index >= 0)
        {
            return true;
        }

        index = maxAge <= TimeSpan.Zero ? bars.Count - 1 : bars.IndexAtOrBefore(signal.Time);
        return maxAge <= TimeSpan.Zero || (index >= 0 && signal.Time - bars[index].Time <= maxAge);
    }

    private static PlanFigures WithFeedPrices(PlanFigures figures, BarSeries bars, SymbolSettings s, decimal tick)
    {
        var stop = StopPlacement.FeedStop(
            figures.Side, figures.FeedEntry, bars, figures.BarIndex ?? -1, s.SwingRows, s.StopFraction, tick);
        return figures with { FeedStop = stop, FeedTarget1 = Target(0), FeedTarget2 = Target(1) };

        decimal? Target(int number) => number < s.TakeProfitMultiples.Length && stop != figures.FeedEntry
            ? Targets.At(figures.Side, figures.FeedEntry, stop, s.TakeProfitMultiples[number], tick)
            : null;
    }

    private static PlanOutcome Complete(
        Signal signal,
        decimal kEntry,
        PlanFigures figures,
        (decimal Stop, decimal Target1, decimal Target2) feed,
        SymbolSettings s,
        SymbolRules rules)
    {
        var (side, tick) = (signal.Side, rules.TickSize);
        var entry = EntryPricing.TradedEntry(side, figures.FeedEntry, signal.Price, kEntry, tick);
        var stop = SideRounding.ToTick(side, feed.Stop * kEntry, tick);
        var target1 = SideRounding.ToTick(side, feed.Target1 * kEntry, tick);
        var target2 = SideRounding.ToTick(side, feed.Target2 * kEntry, tick);
        var quantity = Quantities.FromNotional(s.QuoteNotional, entry, rules.LotStep);
        figures = figures with { Entry = entry, Stop = stop, Target1 = target1, Target2 = target2, Quantity = quantity };

        if (!Quantities.MeetMinimums(quantity, entry, rules.MinQuantity, rules.MinNotional))
        {
            return Refuse(
                PlanRefusals.QuantityTooSmall,
                $"{quantity} at {entry}; at least {rules.MinQuantity} and a notional of {rules.MinNotional} are needed",
                figures);
        }

        return ExitPlanCheck.Check(side, quantity, new ExitPrices(entry, stop, target1, target2), rules) switch
        {
            ExitPlanResult.Refused refused =>
                Refuse(PlanRefusals.ExitPlanRefused, $"{refused.Error.Category()}: {refused.Detail}", figures),
            ExitPlanResult.Accepted accepted => new PlanOutcome.Planned(new TradePlan
            {
                Side = side,
                SignalPrice = signal.Price,
                KEntry = kEntry,
                FeedEntry = figures.FeedEntry,
                FeedStop = feed.Stop,
                FeedTarget1 = feed.Target1,
                FeedTarget2 = feed.Target2,
                Entry = entry,
                Stop = stop,
                Target1 = target1,
                Target2 = target2,
                Quantity = quantity,
                Legs = accepted.Legs,
            }),
            _ => throw new UnreachableException("An exit plan is accepted or refused."),
        };
    }

    private static PlanOutcome.Refused Refuse(string reason, FormattableString detail, PlanFigures figures) =>
        new(reason, detail.ToString(CultureInfo.InvariantCulture)) { Figures = figures };

    private static string NearestBar(Signal signal, BarSeries bars) => string.Create(
        CultureInfo.InvariantCulture,
        $"the feed has no bar for {signal.Time:yyyy-MM-dd'T'HH:mm'Z'}; it spans {bars[0].Time:u} to {bars.Newest.Time:u}");
}
