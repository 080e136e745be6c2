using Executor.Core.Arithmetic;
using Executor.Core.Market;

namespace Executor.Core.Positions;

/// <summary>Where the stop should be: break-even after the first target, the trail after the second. Stops only tighten.</summary>
internal static class StopRules
{
    /// <summary>Arms break-even and the trail when their targets have filled.</summary>
    public static void OnTargets(Draft draft)
    {
        var trade = draft.Trade;
        if (trade.BreakEven == BreakEvenPhase.Waiting && IsTaken(trade, Slot.Target1))
        {
            draft.Trade = trade = trade with { BreakEven = BreakEvenPhase.Moving };
        }

        if (trade.Trail is null && draft.Settings.TrailAfterSecondTarget && IsTaken(trade, Slot.Target2) && HasOpenLeg(trade))
        {
            draft.Note("TRAIL_ACTIVATED_AFTER_TP2", "The second target has filled; the runner trails.", ("trail_qty", Holdings.Open(trade, draft.Rules)));
            StartTrail(draft);
        }
    }

    /// <summary>Arms the trail, unless it is armed, and lets it propose a stop at once.</summary>
    public static void StartTrail(Draft draft)
    {
        draft.Trade = draft.Trade with
        {
            Trail = draft.Trade.Trail ?? new Trail { Since = draft.Now, Reference = draft.Settings.TrailConfirm ? draft.Trade.Plan.FeedTarget2 : null },
        };
        TrailOnce(draft);
    }

    /// <summary>Moves the stops of the open legs to the entry price, as far as that tightens them.</summary>
    public static void BreakEven(Draft draft)
    {
        if (draft.Now < draft.Trade.BreakEvenRetryAt)
        {
            return;
        }

        if (draft.Trade.BreakEven == BreakEvenPhase.Paused)
        {
            draft.Trade = draft.Trade with { BreakEven = BreakEvenPhase.Moving };
            draft.Note("TP1_BE_COOLDOWN_EXPIRED", "The pause after refused stop moves is over.");
        }

        if (draft.Trade.BreakEven != BreakEvenPhase.Moving || Holdings.EntryPrice(draft.Trade) is not { } entry)
        {
            return;
        }

        var level = Steps.NearTo(entry, draft.Rules.TickSize);
        MoveTo(draft, level, StopCause.BreakEven);
        if (draft.Trade.Legs.Where(leg => leg.Phase == LegPhase.Open).All(leg => leg.RestedStop is { } rested && !Levels.IsTighter(draft.Trade.Plan.Side, level, rested)))
        {
            draft.Trade = draft.Trade with { BreakEven = BreakEvenPhase.Done };
            draft.Note("TP1_DONE_SL_TO_BE", $"Every open leg rests under a stop at the entry price {level} or better.", ("entry", level));
        }
    }

    /// <summary>Proposes a trailing stop from the feed and moves to it when it improves enough (behaviour 7.8, 8).</summary>
    public static void TrailOnce(Draft draft)
    {
        if (draft.Trade.Trail is not { } trail || !HasOpenLeg(draft.Trade) || !IsConfirmed(draft, trail) || Proposal(draft) is not { } level)
        {
            return;
        }

        var (side, present) = (draft.Trade.Plan.Side, Tightest(draft.Trade));
        var improvement = Levels.Improvement(side, level, present);
        var step = draft.Trade.Trail!.IsFresh ? draft.Rules.TickSize : draft.Settings.TrailStep.At(present);
        if (improvement >= step && improvement > 0m)
        {
            draft.Note(
                "TRAIL_SL_UPDATED",
                $"Trailing stop from {present} to {level}, {improvement} better (step {step}).",
                ("trail_stop", level),
                ("previous", present),
                ("improvement", improvement),
                ("step", step));
            draft.Trade = draft.Trade with { Trail = draft.Trade.Trail! with { IsFresh = false } };
            MoveTo(draft, level, StopCause.Trail);
        }
    }

    /// <summary>Style <c>legs</c>: a target at which one can sell (buy back) now is taken.</summary>
    public static void Targets(Draft draft)
    {
        if (draft.Settings.ExitStyle != Core.Settings.ExitStyle.Legs || draft.Quote is not { } quote)
        {
            return;
        }

        var price = draft.Trade.Plan.Side == PositionSide.Long ? quote.Bid : quote.Ask;
        foreach (var leg in draft.Trade.Legs)
        {
            if (leg.Phase == LegPhase.Open && leg.Target is { } target && !draft.IsBackingOff(leg.Slot)
                && Levels.IsTargetReached(draft.Trade.Plan.Side, price, target))
            {
                draft.SetLeg(leg with { Phase = LegPhase.TakingProfit });
                draft.Note("TP_REACHED", $"Price {price} is at or beyond the target {target} of {leg.Slot}.", ("leg", leg.Slot), ("price_now", price));
            }
        }
    }

    /// <summary>The level that protects most among the open legs.</summary>
    public static decimal Tightest(Trade trade) => trade.Legs
        .Where(leg => leg.Phase == LegPhase.Open)
        .Select(leg => leg.StopPrice)
        .Aggregate(trade.Plan.Stop, (best, level) => Levels.IsTighter(trade.Plan.Side, level, best) ? level : best);

    private static bool HasOpenLeg(Trade trade) => trade.Legs.Any(leg => leg.Phase == LegPhase.Open);

    /// <summary>True when nothing of the leg is left and its target has executed, in whole or in part, or it left at market beyond its target.</summary>
    private static bool IsTaken(Trade trade, Slot slot) =>
        trade.Legs.FirstOrDefault(leg => leg.Slot == slot && leg.OpenQuantity == 0m) is { } leg
        && trade.Orders.Any(order => order.Slot == slot && order.ExecutedQuantity > 0m
            && (order.Role == OrderRole.Target || (order.Role == OrderRole.Exit && leg.LeavingCause == Closing.TargetPassed)));

    /// <summary>Wants <paramref name="level"/> for every open leg that it tightens. Where price is past it already, the leg leaves at market:
    /// the exchange would refuse the stop.</summary>
    private static void MoveTo(Draft draft, decimal level, StopCause cause)
    {
        var side = draft.Trade.Plan.Side;
        if (!draft.Rules.IsTrading)
        {
            return; // nothing could take the place of what would be cancelled
        }

        var isPast = draft.Quote is { } quote && Levels.IsStopReached(side, quote.Last, level);
        foreach (var leg in draft.Trade.Legs)
        {
            if (leg.Phase != LegPhase.Open || draft.IsBackingOff(ExitPlan.StopSlot(leg, draft.Settings)) || !Levels.IsTighter(side, level, leg.StopPrice))
            {
                continue;
            }

            draft.Trade = draft.Trade with { StopCause = cause };
            if (isPast)
            {
                Closing.Leave(draft, leg, cause == StopCause.BreakEven ? "BREAK_EVEN_PASSED" : "TRAIL_PASSED");
            }
            else
            {
                draft.SetLeg(leg with { StopPrice = level });
            }
        }
    }

    private static bool IsConfirmed(Draft draft, Trail trail)
    {
        if (trail.Reference is not { } reference)
        {
            return true;
        }

        var bars = draft.Context.Market.Bars;
        if (bars.Count == 0 || bars.Newest.Time <= trail.Since
            || !TrailingStop.Confirms(draft.Trade.Plan.Side, bars.Newest.Close, reference, draft.Settings.TrailConfirmBuffer))
        {
            return false;
        }

        draft.Trade = draft.Trade with { Trail = trail with { Reference = null } };
        draft.Note("TRAIL_CONFIRM_BREAK", $"A bar closed at {bars.Newest.Close}, beyond {reference}.", ("ref", reference), ("last_close", bars.Newest.Close));
        return true;
    }

    private static decimal? Proposal(Draft draft)
    {
        var (plan, market, settings) = (draft.Trade.Plan, draft.Context.Market, draft.Settings);
        var level = TrailingStop.FromSwing(plan.Side, market.Bars, settings) is { } feed ? feed * plan.KEntry : (decimal?)null;
        if (level is null && settings.TrailFallsBackToQuote && draft.Quote is { } quote)
        {
            var buffer = settings.TrailSwingBuffer.At(quote.Mid);
            level = plan.Side == PositionSide.Long ? quote.Mid - buffer : quote.Mid + buffer;
        }

        return level is > 0m and var raw ? Levels.RoundStop(plan.Side, raw, draft.Rules.TickSize) : null;
    }
}
