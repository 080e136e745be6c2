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

    /// <summary>Puts levels and quantities on the present tick and lot step. A stop goes to the side that protects more; what no step holds joins
    /// the last leg, and is written off when it is less than a step there.</summary>
    public static void Requantise(Draft draft)
    {
        var (rules, side) = (draft.Rules, draft.Trade.Plan.Side);
        if (!rules.IsTrading || draft.Trade.StopCrossedAt is not null)
        {
            return; // nothing could take the place of what rests, or it is executing
        }

        foreach (var leg in draft.Trade.Legs.Where(leg => leg.Phase == LegPhase.Open))
        {
            var stop = side switch
            {
                PositionSide.Long => Steps.CeilTo(leg.StopPrice, rules.TickSize),
                PositionSide.Short => Steps.FloorTo(leg.StopPrice, rules.TickSize),
            };
            decimal? target = leg.Target is { } price ? Steps.NearTo(price, rules.TickSize) : null;
            if (stop != leg.StopPrice || target != leg.Target)
            {
                draft.SetLeg(leg with { StopPrice = stop, Target = target });
                draft.Warn(
                    "LEVELS_REQUANTISED",
                    $"The tick is {rules.TickSize} now: the stop of {leg.Slot} goes from {leg.StopPrice} to {stop}.",
                    ("leg", leg.Slot),
                    ("sl", stop),
                    ("target", target));
            }
        }

        var rest = 0m;
        foreach (var leg in draft.Trade.Legs.Where(leg => leg.OpenQuantity > 0m))
        {
            var kept = Steps.FloorTo(leg.OpenQuantity + rest, rules.LotStep);
            rest += leg.OpenQuantity - kept;
            if (kept != leg.OpenQuantity)
            {
                var fitted = leg with { Quantity = leg.ClosedQuantity + kept };
                draft.SetLeg(kept > 0m ? fitted : fitted with { Phase = LegPhase.Closed });
            }
        }

        if (rest > 0m)
        {
            LegBook.WriteOff(draft, rest, $"The lot step is {rules.LotStep} now: {rest} is less than one.");
        }
    }
}
