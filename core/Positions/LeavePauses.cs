using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>A leg that wants to leave at market and sold nothing (refused, or nobody bought) waits under its stop until the next try, so that nothing is
/// unprotected meanwhile (P18). Such a leg is open and still knows its cause.</summary>
internal static class LeavePauses
{
    /// <summary>True while <paramref name="leg"/> waits under its stop for its next try to leave.</summary>
    public static bool IsPaused(Leg leg) => leg is { Phase: LegPhase.Open, LeavingCause: not null, OpenQuantity: > 0m };

    /// <summary>True while what <paramref name="slot"/> should have is the stop of a leg that waits: the pause of its market order does not hold it up.</summary>
    public static bool WantsStop(Draft draft, Slot slot) =>
        draft.Trade.Legs.Any(leg => IsPaused(leg) && ExitPlan.StopSlot(leg, draft.Settings) == slot);

    /// <summary>The market order of <paramref name="slot"/> sold nothing: its legs go back under their stops, unless price has reached them.</summary>
    public static void Begin(Draft draft, Slot slot)
    {
        if (draft.Quote is not { } quote)
        {
            return;
        }

        var leaving = draft.Trade.Legs.Where(leg => leg is { Phase: LegPhase.Leaving, OpenQuantity: > 0m } && IsLeavingIn(leg, slot, draft.Settings)).ToList();
        if (leaving.All(leg => !Levels.IsStopReached(draft.Trade.Plan.Side, quote.Last, leg.StopPrice)))
        {
            foreach (var leg in leaving)
            {
                draft.SetLeg(leg with { Phase = LegPhase.Open });
            }
        }
    }

    /// <summary>Those whose pause is over try again.</summary>
    public static void End(Draft draft)
    {
        foreach (var leg in draft.Trade.Legs)
        {
            if (IsPaused(leg) && !draft.IsBackingOff(leg.Slot) && !draft.IsBackingOff(ExitPlan.StopSlot(leg, draft.Settings)))
            {
                draft.SetLeg(leg with { Phase = LegPhase.Leaving });
            }
        }
    }

    /// <summary>The stop of a leg that waits was refused: it is not placed again, the leg leaves after the pause of its market order.</summary>
    public static void GiveUp(Draft draft, Slot slot)
    {
        foreach (var leg in draft.Trade.Legs)
        {
            if (IsPaused(leg) && ExitPlan.StopSlot(leg, draft.Settings) == slot)
            {
                draft.SetLeg(leg with { Phase = LegPhase.Leaving });
            }
        }
    }

    /// <summary>In style <c>legs</c> all that leave do so in one order.</summary>
    private static bool IsLeavingIn(Leg leg, Slot slot, SymbolSettings settings) => settings.ExitStyle switch
    {
        ExitStyle.Oco or ExitStyle.Bracket => leg.Slot == slot,
        ExitStyle.Legs => true,
    };
}
