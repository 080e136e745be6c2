using Executor.Core.Positions.Watchdogs;

namespace Executor.Core.Positions;

/// <summary>Take-profits that the exchange ended without our asking. One that price has not reached is a difference and is placed again; one
/// that price has passed would be refused, so its leg takes what there is (behaviour 7.11). Each is judged by itself (W20).</summary>
internal static class LostTargets
{
    /// <summary>Remembers that the target in the slot of <paramref name="order"/> was ended by somebody else.</summary>
    public static void Mark(Draft draft, TrackedOrder order)
    {
        if (order.OrderListId is not null && draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == order.Slot && leg.Target is not null) is { } leg)
        {
            draft.SetLeg(leg with { IsTargetLost = true });
        }
    }

    /// <summary>Decides about the targets that are gone while price is at or beyond them.</summary>
    public static void Judge(Draft draft)
    {
        if (draft.Quote is not { } quote)
        {
            return;
        }

        var side = draft.Trade.Plan.Side;
        if (Find(draft, Slot.Target1) is { } first
            && TargetWatchdog.Judge(side, Watch(first), TargetWatch.None, quote.Last, draft.Rules).Verdict == TargetVerdict.FirstCrossed)
        {
            draft.Warn(
                "TP1_MISSING_PRICE_CROSSED",
                $"The first target was ended at the exchange and price {quote.Last} is beyond {first.Target}: its leg leaves at market.",
                ("tp1_price", first.Target),
                ("price_now", quote.Last));
            Closing.Leave(draft, first, Closing.TargetPassed);
        }

        if (Find(draft, Slot.Target2) is { } second
            && TargetWatchdog.Judge(side, TargetWatch.None, Watch(second), quote.Last, draft.Rules).Verdict == TargetVerdict.SecondCrossed)
        {
            Trail(draft, second, quote.Last);
        }
    }

    /// <summary>The leg of <paramref name="slot"/> when its target is gone and nothing of it lives or is under way; one that waits for its next try to leave
    /// has been judged.</summary>
    private static Leg? Find(Draft draft, Slot slot) => draft.Trade.Legs.FirstOrDefault(leg =>
        leg is { Phase: LegPhase.Open, IsTargetLost: true, Target: not null } && leg.Slot == slot
        && !LeavePauses.IsPaused(leg)
        && !draft.HasIntent(slot)
        && !draft.Trade.Orders.Any(order => order.Slot == slot && order.IsLive));

    private static TargetWatch Watch(Leg leg) => new(TargetState.Gone, leg.Target, leg.OpenQuantity, Executed: 0m);

    /// <summary>The leg gives up its target and trails with the runner. Its stop comes first: without a target the leg desires a stop alone.</summary>
    private static void Trail(Draft draft, Leg leg, decimal price)
    {
        if (!draft.Settings.TrailAfterSecondTarget)
        {
            Closing.Leave(draft, leg, Closing.TargetPassed);
            return;
        }

        draft.SetLeg(leg with { Target = null, IsTargetLost = false });
        draft.Warn(
            "TP2_SYNTHETIC_TRAILING_ACTIVATED",
            $"The second target was ended at the exchange and price {price} is at or beyond {leg.Target}: its leg trails with the runner.",
            ("tp2_price", leg.Target),
            ("price_now", price),
            ("trail_qty", draft.Trade.Legs.Where(other => other.Slot is Slot.Target2 or Slot.Runner).Sum(other => other.OpenQuantity)));
        StopRules.StartTrail(draft);
    }
}
