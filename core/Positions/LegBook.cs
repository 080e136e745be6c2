using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>Makes the legs when the entry has ended, and books what closes them.</summary>
internal static class LegBook
{
    private static readonly ImmutableArray<Slot> ClosingOrder = [Slot.Target1, Slot.Target2, Slot.Runner];

    /// <summary>Divides what can be closed into as many legs as the exchange takes one by one, and lets have a stop of their own; empty when not
    /// even one order of all of it would be taken.</summary>
    public static ImmutableArray<Leg> Build(Draft draft)
    {
        var (plan, rules) = (draft.Trade.Plan, draft.Rules);
        var total = Holdings.Open(draft.Trade, rules);
        var lowest = LowestPrice(plan, plan.Stop, draft);
        var most = HaveStopsOfTheirOwn(draft) && rules.MaxAlgoOrders > 0 ? rules.MaxAlgoOrders : int.MaxValue;
        if (most >= 3
            && LegSplit.TrySplit(total, rules.LotStep, out var thirds, out _)
            && thirds.Third > 0m
            && Fits(thirds.First) && Fits(thirds.Second) && Fits(thirds.Third))
        {
            return
            [
                NewLeg(Slot.Target1, thirds.First, plan.Target1),
                NewLeg(Slot.Target2, thirds.Second, plan.Target2),
                NewLeg(Slot.Runner, thirds.Third, null),
            ];
        }

        var half = Steps.FloorTo(total / 2m, rules.LotStep);
        if (most >= 2 && Fits(half) && Fits(total - half))
        {
            return [NewLeg(Slot.Target1, half, plan.Target1), NewLeg(Slot.Target2, total - half, plan.Target2)];
        }

        return Fits(total) ? [NewLeg(Slot.Target1, total, plan.Target1)] : [];

        bool Fits(decimal quantity) => Holdings.IsSellable(quantity, lowest, rules);

        // The stop that guarded the partial entry rests in the runner's slot already.
        bool IsGuarded(Slot slot) => draft.Trade.Orders.Any(order => order.Slot == slot && order is { Role: OrderRole.Stop, IsLive: true, IsWaiting: false });

        Leg NewLeg(Slot slot, decimal quantity, decimal? target)
        {
            var leg = new Leg { Slot = slot, Quantity = quantity, Target = target, StopPrice = plan.Stop };
            return IsGuarded(ExitPlan.StopSlot(leg, draft.Settings)) ? leg with { RestedStop = plan.Stop } : leg;
        }
    }

    /// <summary>Books <paramref name="quantity"/> executed by <paramref name="order"/>: its own leg first, then the others in order.</summary>
    public static void Close(Draft draft, TrackedOrder order, decimal quantity)
    {
        var rest = quantity;
        foreach (var slot in ClosingOrder.OrderBy(slot => slot == order.Slot ? 0 : 1))
        {
            if (rest <= 0m || draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == slot && leg.OpenQuantity > 0m) is not { } leg)
            {
                continue;
            }

            var part = Math.Min(rest, leg.OpenQuantity);
            rest -= part;
            leg = leg with { ClosedQuantity = leg.ClosedQuantity + part };
            draft.SetLeg(leg.OpenQuantity == 0m
                ? leg with { Phase = LegPhase.Closed }
                : leg);
            if (leg.OpenQuantity == 0m)
            {
                NoteClosed(draft, leg, order);
            }
        }

        // Without legs the guard of a partial entry executed: Holdings.Open already counts it.
        if (rest > 0m && !draft.Trade.Legs.IsEmpty)
        {
            draft.Alarm(
                "OVERSOLD", $"Order {order.ClientOrderId} executed {rest} more than was open.", ("order_id", order.OrderId), ("qty", rest));
            Quarantine.Begin(draft, "OVERSOLD", $"{order.ClientOrderId} executed {rest} more than was open");
        }
    }

    /// <summary>Moves a remainder that the exchange would not take alone into another leg, or writes it off as dust when it is all there is.</summary>
    public static void FoldDust(Draft draft)
    {
        while (draft.Trade.Legs.FirstOrDefault(leg => IsDust(draft, leg)) is { } leg)
        {
            var dust = leg.OpenQuantity;
            draft.SetLeg(leg with { Quantity = leg.ClosedQuantity, Phase = LegPhase.Closed });
            var heir = ClosingOrder.Reverse().Select(slot => draft.Trade.Legs.FirstOrDefault(l => l.Slot == slot && l.OpenQuantity > 0m))
                .FirstOrDefault(l => l is not null);
            if (heir is not null)
            {
                draft.SetLeg(heir with { Quantity = heir.Quantity + dust });
                draft.Note(
                    "DUST_FOLDED", $"{dust} of {leg.Slot} is too small for an order of its own and joins {heir.Slot}.", ("qty_raw", dust), ("leg", leg.Slot));
            }
            else
            {
                WriteOff(draft, dust, $"{dust} is below the exchange's minimum and nothing else is open.");
            }
        }
    }

    /// <summary>The exchange lets fewer stops rest than there are legs: the refused leg joins the one before it, or, if it is the first, the last one
    /// joins its neighbour and leaves its place.</summary>
    public static void JoinForWantOfStops(Draft draft, Slot refused)
    {
        var open = ClosingOrder.Select(slot => draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == slot && leg is { Phase: LegPhase.Open, OpenQuantity: > 0m }))
            .OfType<Leg>().ToList();
        var place = open.FindIndex(leg => leg.Slot == refused);
        if (place < 0 || open.Count < 2 || !HaveStopsOfTheirOwn(draft))
        {
            return;
        }

        var (leg, heir) = place > 0 ? (open[place], open[place - 1]) : (open[^1], open[^2]);
        draft.SetLeg(leg with { Quantity = leg.ClosedQuantity, Phase = LegPhase.Closed });
        draft.SetLeg(heir with { Quantity = heir.Quantity + leg.OpenQuantity });
        draft.Warn(
            "LEG_JOINED",
            $"The exchange lets no stop of its own rest for {leg.Slot}: its {leg.OpenQuantity} join {heir.Slot}.",
            ("leg", leg.Slot),
            ("qty", leg.OpenQuantity),
            ("heir", heir.Slot));
    }

    /// <summary>Takes <paramref name="quantity"/> out of management and says so.</summary>
    public static void WriteOff(Draft draft, decimal quantity, string reason)
    {
        draft.Trade = draft.Trade with { WrittenOff = draft.Trade.WrittenOff + quantity };
        draft.Warn("SL_DUST_REMAINDER", reason, ("qty_raw", quantity), ("min_qty", draft.Rules.MinQuantity), ("min_notional", draft.Rules.MinNotional));
    }

    /// <summary>Takes <paramref name="quantity"/> out of the legs, the last one first: it is not there any more.</summary>
    public static void TakeOut(Draft draft, decimal quantity)
    {
        draft.Trade = draft.Trade with
        {
            WrittenOff = draft.Trade.WrittenOff + quantity,
            TakenOutside = draft.Trade.TakenOutside + quantity,
        };
        var rest = quantity;
        foreach (var leg in draft.Trade.Legs.Reverse())
        {
            var part = Math.Min(rest, leg.OpenQuantity);
            if (part > 0m)
            {
                rest -= part;
                var reduced = leg with { Quantity = leg.Quantity - part };
                draft.SetLeg(reduced.OpenQuantity > 0m ? reduced : reduced with { Phase = LegPhase.Closed });
            }
        }
    }

    /// <summary>Brings the legs of a trade that was taken over to what its entry brought in, net of fees: the original split what had executed
    /// (W44), and may have left a rest of the entry to fill (W10).</summary>
    public static void FitToEntry(Draft draft)
    {
        var trade = draft.Trade;
        if (!draft.State.IsTradeImported || trade.Legs.IsEmpty || !Holdings.AreFillsComplete(trade))
        {
            return;
        }

        var difference = Holdings.Received(trade, draft.Rules) - trade.Legs.Sum(leg => leg.Quantity) - trade.WrittenOff;
        if (difference == 0m || trade.Legs.LastOrDefault(leg => leg.OpenQuantity > Math.Max(0m, -difference)) is not { } last)
        {
            return;
        }

        draft.SetLeg(last with { Quantity = last.Quantity + difference });
        draft.Warn(
            "IMPORT_FITTED",
            $"The entry brought in {difference} more than the legs that were taken over; {last.Slot} takes it.",
            ("leg", last.Slot),
            ("qty", difference));
    }

    /// <summary>True when the exchange would not take what is left of <paramref name="leg"/> and nothing sells it already. A leg that leaves is judged
    /// at the price it would get, one that waits at that of its stop.</summary>
    private static bool IsDust(Draft draft, Leg leg)
    {
        var lowest = leg.Phase == LegPhase.Leaving && draft.Quote is { } quote
            ? Math.Min(quote.Bid, quote.Last)
            : LowestPrice(draft.Trade.Plan, leg.StopPrice, draft);
        return leg.OpenQuantity > 0m
            && !Holdings.IsSellable(leg.OpenQuantity, lowest, draft.Rules)
            && !draft.HasIntent(leg.Slot)
            && !IsBeingSold(draft, leg);
    }

    /// <summary>True while an order lives that may still sell the rest of <paramref name="leg"/>: a market order, or the stop it waits under, unless
    /// that would sell more than is left and has to go.</summary>
    private static bool IsBeingSold(Draft draft, Leg leg) => draft.Trade.Orders.Any(order =>
        order is { IsLive: true, IsWaiting: false }
        && order.Slot == ExitPlan.StopSlot(leg, draft.Settings)
        && (order.Role == OrderRole.Exit || (order.Role == OrderRole.Stop && leg.Phase == LegPhase.Open && order.RemainingQuantity <= Waiting(draft, order.Slot))));

    /// <summary>True when the stop of <paramref name="leg"/> rests for just the quantity that is to be under it.</summary>
    internal static bool IsUnderItsStop(Draft draft, Leg leg) => draft.Trade.Orders.Any(order =>
        order is { IsLive: true, Role: OrderRole.Stop }
        && order.Slot == ExitPlan.StopSlot(leg, draft.Settings)
        && order.RemainingQuantity == Waiting(draft, order.Slot));

    private static bool HaveStopsOfTheirOwn(Draft draft) => draft.Settings.ExitStyle switch
    {
        ExitStyle.Oco or ExitStyle.Bracket => true,
        ExitStyle.Legs => false,
    };

    private static decimal Waiting(Draft draft, Slot slot) =>
        draft.Trade.Legs.Where(leg => ExitPlan.StopSlot(leg, draft.Settings) == slot).Sum(leg => leg.OpenQuantity);

    /// <summary>The lowest price at which an order of a leg under <paramref name="stop"/> may be judged: that of its stop's limit, or for a short
    /// position that of the farther target, to which its stop follows.</summary>
    private static decimal LowestPrice(TradePlan plan, decimal stop, Draft draft) => plan.Side switch
    {
        PositionSide.Long => Math.Min(stop, StopLimit.LimitPrice(plan.Side, stop, draft.Settings.StopLimitGapTicks, draft.Rules.TickSize)),
        PositionSide.Short => Math.Min(stop, plan.Target2),
    };

    private static void NoteClosed(Draft draft, Leg leg, TrackedOrder order)
    {
        var name = (leg.Slot, order.Role) switch
        {
            (Slot.Target1, OrderRole.Target) => "TP1_DONE",
            (Slot.Target2, OrderRole.Target) => "TP2_DONE",
            (_, OrderRole.Stop) => "SL_DONE",
            _ => "LEG_CLOSED",
        };
        draft.Note(
            name,
            $"{leg.Slot} is closed: {order.Role} order {order.ClientOrderId} executed.",
            ("order_id", order.OrderId),
            ("qty", leg.Quantity),
            ("leg", leg.Slot));
    }
}
