using Executor.Core.Positions.Watchdogs;

namespace Executor.Core.Positions;

/// <summary>The clock of a stop that price has reached, or that has executed in part, and that does not fill. Quantities come from the legs (W18).</summary>
internal static class StopClock
{
    /// <summary>Starts, stops and obeys the clock: what has not filled after the grace leaves at market.</summary>
    public static void Run(Draft draft)
    {
        var (trade, grace) = (draft.Trade, draft.Settings.StopGrace);
        if (draft.Quote is not { } quote || trade.CloseReason is not null)
        {
            return;
        }

        // A stop that fills execution by execution is doing its work: its first one starts the clock, it does not end it.
        var executed = trade.Orders.Where(IsPartial).Sum(order => order.ExecutedQuantity);
        var isDue = trade.StopCrossedAt is { } since && draft.Now - since >= grace;
        var watch = new StopWatch
        {
            Side = trade.Plan.Side,
            Quantity = UnderStops(draft) + (isDue ? executed : 0m),
            Executed = isDue ? executed : 0m,
            StopPrice = StopRules.Tightest(trade),
            ReachedAt = trade.StopCrossedAt,
        };
        var finding = UnderStops(draft) > 0m
            ? StopWatchdog.Judge(watch, quote.Last, draft.Now, grace, draft.Rules)
            : new StopFinding(StopVerdict.Fine, Remainder.None, ReachedAt: null);
        var reachedAt = finding.ReachedAt ?? (executed > 0m ? trade.StopCrossedAt ?? draft.Now : null);
        if (reachedAt is not null && trade.StopCrossedAt is null)
        {
            draft.Note(
                "SL_WATCHDOG_TRIGGER",
                finding.ReachedAt is null ? $"The stop has executed {executed} and is not filled." : $"Price {quote.Last} is at or beyond the stop and it has not filled.",
                ("price_now", quote.Last));
        }

        draft.Trade = draft.Trade with { StopCrossedAt = reachedAt };
        switch (finding.Verdict)
        {
            case StopVerdict.Partial:
                draft.Warn("SL_PARTIAL_DETECTED", $"The stop has executed {executed} and not more within {grace.TotalSeconds} s.", ("executedQty", executed));
                Leave(draft, "SL_PARTIAL_FALLBACK", quote.Last);
                break;
            case StopVerdict.Slipped:
                Leave(draft, "SL_WATCHDOG", quote.Last);
                break;
            case StopVerdict.Fine or StopVerdict.Reached:
                break;
        }
    }

    /// <summary>True while price is at or beyond the stop that rests in <paramref name="slot"/>, or that stop has executed in part, and its leg does
    /// not leave at market yet: the stop is executing, or its clock runs, and to touch it now would take away what sells.</summary>
    public static bool IsExecuting(Draft draft, Slot slot)
    {
        var trade = draft.Trade;
        return trade.StopCrossedAt is not null
            && draft.Quote is { } quote
            && trade.Legs.Any(leg => leg.Phase == LegPhase.Open && ExitPlan.StopSlot(leg, draft.Settings) == slot)
            && !trade.Legs.Any(leg => leg.Phase == LegPhase.Leaving && ExitPlan.StopSlot(leg, draft.Settings) == slot)
            && trade.Orders.Any(order => order is { Role: OrderRole.Stop, IsLive: true, IsWaiting: false, StopPrice: { } level } && order.Slot == slot
                && (IsPartial(order) || Levels.IsStopReached(trade.Plan.Side, quote.Last, level)));
    }

    private static bool IsPartial(TrackedOrder order) => order is { Role: OrderRole.Stop, IsLive: true, ExecutedQuantity: > 0m };

    /// <summary>Base that a stop has to close: the legs that wait, or what the entry has brought in so far.</summary>
    private static decimal UnderStops(Draft draft) => draft.Trade.Legs.IsEmpty
        ? Holdings.Open(draft.Trade, draft.Rules)
        : draft.Trade.Legs.Where(leg => leg.Phase == LegPhase.Open).Sum(leg => leg.OpenQuantity);

    private static void Leave(Draft draft, string reason, decimal price)
    {
        draft.Warn("SL_MARKET_FALLBACK", $"The stop has not filled within {draft.Settings.StopGrace.TotalSeconds} s; what is left leaves at market.", ("price_now", price));
        Closing.Begin(draft, reason);
    }
}
