using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Planning;

/// <summary>Turns a signal and the feed into all prices and quantities of a trade, or says why there is none.</summary>
/// <remarks>
/// Source: behaviour of the original, sections 4.3 to 4.8 and 5.2, in exact decimals throughout (W43). Whether the exits of the plan can
/// be placed is not asked here: <see cref="ExitPlanCheck"/> and <see cref="LadderCheck"/> answer that before anything is sent.
/// </remarks>
public static class TradePlanner
{
    /// <summary>Plans the trade of <paramref name="signal"/>.</summary>
    /// <param name="signal">The admitted signal.</param>
    /// <param name="bars">The feed, oldest first.</param>
    /// <param name="kEntry">Traded quote per feed quote, see <see cref="QuoteConversion"/>.</param>
    /// <param name="s">Settings of the symbol.</param>
    /// <param name="rules">Trading rules of the traded pair.</param>
    public static PlanOutcome Plan(Signal signal, BarSeries bars, decimal kEntry, SymbolSettings s, SymbolRules rules) =>
        Plan(signal, signal.Time, bars, kEntry, s, rules);

    /// <summary>
    /// The recorded rule with its look-up of the bar for an event whose time is not known: it takes the newest bar. Admitted signals have
    /// a time, so nothing but a comparison with the original calls this with null.
    /// </summary>
    internal static PlanOutcome Plan(
        Signal signal, DateTimeOffset? time, BarSeries bars, decimal kEntry, SymbolSettings s, SymbolRules rules)
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

        if (!TryLocate(time, bars, s.FeedMaxAge, out var index))
        {
            return Refuse(PlanRefusals.FeedStale, $"{NearestBar(time, bars)}; FEED_MAX_AGE_SEC is {s.FeedMaxAge.TotalSeconds}", figures);
        }

        figures = WithFeedPrices(figures with { BarIndex = index }, bars, s, rules.TickSize);
        return figures is { FeedStop: { } feedStop, FeedTarget1: { } feedTarget1, FeedTarget2: { } feedTarget2 }
            ? Complete(signal, kEntry, figures, (feedStop, feedTarget1, feedTarget2), bars[index].Time, s, rules)
            : Refuse(PlanRefusals.TargetsNotReady, $"two targets are needed, TP_R_LIST has {s.TakeProfitMultiples.Length}", figures);
    }

    /// <summary>
    /// Finds the bar of the signal's minute. When the feed has none, the last one before it counts if it is young enough; with the age
    /// guard off, the newest bar, as in the original (W39).
    /// </summary>
    private static bool TryLocate(DateTimeOffset? time, BarSeries bars, TimeSpan maxAge, out int index)
    {
        index = time is { } minute ? bars.IndexOfMinute(minute) : bars.Count - 1;
        if (index >= 0)
        {
            return true;
        }

        index = maxAge <= TimeSpan.Zero || time is not { } latest ? bars.Count - 1 : bars.IndexAtOrBefore(latest);
        return maxAge <= TimeSpan.Zero || (index >= 0 && time - bars[index].Time <= maxAge);
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
        DateTimeOffset barTime,
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

        // A single step cannot be split and leaves the legs at 0; the check of the exits refuses it.
        LegSplit.TrySplit(quantity, rules.LotStep, out var legs, out _);
        return new PlanOutcome.Planned(new TradePlan
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
            Legs = legs,
        })
        {
            BarTime = barTime,
        };
    }

    private static PlanOutcome.Refused Refuse(string reason, FormattableString detail, PlanFigures figures) =>
        new(reason, detail.ToString(CultureInfo.InvariantCulture)) { Figures = figures };

    private static string NearestBar(DateTimeOffset? time, BarSeries bars) => string.Create(
        CultureInfo.InvariantCulture,
        $"the feed has no bar for {time:yyyy-MM-dd'T'HH:mm'Z'}; it spans {bars[0].Time:u} to {bars.Newest.Time:u}");
}
