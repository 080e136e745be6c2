using Executor.Core.Arithmetic;

namespace Executor.Core.Positions;

/// <summary>Brings the legs onto the steps of the symbol after its rules have changed under a live position.</summary>
internal static class Requantising
{
    /// <summary>Rounds quantities to the lot step and the levels of what does not rest to the tick. Waits until no request is unsettled, since
    /// its quantity is on the old step.</summary>
    public static void Apply(Draft draft)
    {
        if (draft.State.Intents.IsEmpty)
        {
            RoundQuantities(draft);
            RoundLevels(draft);
        }
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
        foreach (var leg in draft.Trade.Legs.Where(leg => leg.OpenQuantity > 0m && !LegBook.IsUnderItsStop(draft, leg)))
        {
            var rounded = leg with
            {
                StopPrice = Levels.RoundTighter(draft.Trade.Plan.Side, leg.StopPrice, tick),
                Target = leg.Target is { } target ? Steps.NearTo(target, tick) : null,
            };
            if (rounded != leg)
            {
                draft.SetLeg(rounded);
            }
        }
    }
}
