using Executor.Core.Arithmetic;

namespace Executor.Core.Positions;

/// <summary>The exchange changes the rules of a symbol under a live position: another tick or lot step (P29), or it stops trading (P36).</summary>
internal static class RuleChanges
{
    /// <summary>Raises one alarm when the symbol stops trading with something open, and brings the exits back at once when it trades again.</summary>
    public static void WatchTrading(Draft draft)
    {
        var trade = draft.Trade;
        if (!draft.Rules.IsTrading && trade.NotTradingSince is null && Holdings.Open(trade, draft.Rules) > 0m)
        {
            draft.Trade = trade with { NotTradingSince = draft.Now };
            draft.Alarm(
                "SYMBOL_NOT_TRADING",
                $"{draft.State.Symbol} takes no new orders while {Holdings.Open(trade, draft.Rules)} is open: what rests stays, what is missing is placed as soon as it trades again.",
                ("qty", Holdings.Open(trade, draft.Rules)),
                ("coverage", Coverage.Of(trade, draft.Rules)));
        }
        else if (draft.Rules.IsTrading && trade.NotTradingSince is { } since)
        {
            draft.Trade = trade with { NotTradingSince = null };
            draft.Note("SYMBOL_TRADING_AGAIN", $"It trades again after {(draft.Now - since).TotalSeconds} s.", ("seconds", draft.Now - since));
            foreach (var slot in trade.Slots.Where(slot => slot.RetryAt is not null))
            {
                draft.SetSlot(slot with { RetryAt = null });
            }

            draft.InspectBy(draft.Now);
        }
    }

    /// <summary>Rounds quantities to the lot step and the levels of what does not rest to the tick. Waits while a stop is executing; quantities also until no
    /// request is unsettled, since its own is on the old step, a level until that of its slot is settled.</summary>
    public static void Requantise(Draft draft)
    {
        var isExecuting = draft.Trade.Legs.Any(leg => leg.Phase == LegPhase.Open && StopClock.IsExecuting(draft, ExitPlan.StopSlot(leg, draft.Settings)));
        if (!draft.Rules.IsTrading || isExecuting)
        {
            return;
        }

        if (draft.State.Intents.IsEmpty)
        {
            RoundQuantities(draft);
        }

        RoundLevels(draft);
    }

    /// <summary>What falls off the legs joins the last of them in whole steps; less than a step can never be sold again.</summary>
    private static void RoundQuantities(Draft draft)
    {
        var step = draft.Rules.LotStep;
        var loose = 0m;
        foreach (var leg in draft.Trade.Legs.Where(leg => !Steps.IsMultiple(leg.OpenQuantity, step)))
        {
            var rest = leg.OpenQuantity - Steps.FloorTo(leg.OpenQuantity, step);
            loose += rest;
            var rounded = leg with { Quantity = leg.Quantity - rest };
            draft.SetLeg(rounded.OpenQuantity > 0m ? rounded : rounded with { Phase = LegPhase.Closed });
        }

        if (loose == 0m)
        {
            return;
        }

        var whole = Steps.FloorTo(loose, step);
        if (whole > 0m && draft.Trade.Legs.LastOrDefault(leg => leg.OpenQuantity > 0m) is { } heir)
        {
            draft.SetLeg(heir with { Quantity = heir.Quantity + whole });
            loose -= whole;
        }

        if (loose > 0m)
        {
            LegBook.WriteOff(draft, loose, $"The lot step is {step} now: {loose} is no multiple of it.");
        }
    }

    /// <summary>A stop that rests as it should was taken under the old tick and stays where it is.</summary>
    private static void RoundLevels(Draft draft)
    {
        var tick = draft.Rules.TickSize;
        foreach (var leg in draft.Trade.Legs.Where(leg => leg.OpenQuantity > 0m && !LegBook.IsUnderItsStop(draft, leg) && !IsUnsettled(draft, leg)))
        {
            var rounded = leg with
            {
                StopPrice = Levels.RoundTighter(draft.Trade.Plan.Side, leg.StopPrice, tick),
                Target = leg.Target is { } target ? Steps.NearTo(target, tick) : null,
            };
            if (rounded != leg)
            {
                draft.SetLeg(rounded);
                draft.Warn(
                    "LEVELS_REQUANTISED",
                    $"The tick is {tick} now: the stop of {leg.Slot} goes from {leg.StopPrice} to {rounded.StopPrice}.",
                    ("leg", leg.Slot),
                    ("sl", rounded.StopPrice),
                    ("target", rounded.Target));
            }
        }
    }

    private static bool IsUnsettled(Draft draft, Leg leg) =>
        draft.State.Intents.Any(intent => intent.Slot == leg.Slot || intent.Slot == ExitPlan.StopSlot(leg, draft.Settings));
}
