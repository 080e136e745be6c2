using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>What is done when somebody else cancels an exit of ours (MANUAL_CHANGES, P12).</summary>
internal static class ManualChanges
{
    /// <summary>Takes in that <paramref name="order"/> has ended as <paramref name="status"/>.</summary>
    public static void OnEnded(Draft draft, TrackedOrder order, OrderStatus status)
    {
        // What we have asked for ourselves is under an intent of its slot; a leg that waits for its entry ends with it.
        if (status is not (OrderStatus.Canceled or OrderStatus.Expired or OrderStatus.Rejected)
            || order is { Role: OrderRole.Entry } or { Status: OrderStatus.PendingNew }
            || draft.HasIntent(order.Slot))
        {
            return;
        }

        if (status == OrderStatus.Canceled || order.Role == OrderRole.Target)
        {
            LostTargets.Mark(draft, order);
        }

        if (status == OrderStatus.Canceled)
        {
            Cancelled(draft, order);
        }
    }

    private static void Cancelled(Draft draft, TrackedOrder order)
    {
        draft.Warn(
            "EXIT_CANCELLED_OUTSIDE",
            $"{order.ClientOrderId} was cancelled by somebody else.",
            ("order_id", order.OrderId),
            ("client_id", order.ClientOrderId),
            ("slot", order.Slot));
        switch (draft.Settings.ManualChanges)
        {
            case ManualChangePolicy.Restore:
                break; // a missing exit is a difference like any other
            case ManualChangePolicy.Adopt:
                Adopt(draft, order);
                break;
            case ManualChangePolicy.Halt:
                Halt(draft, $"{order.ClientOrderId} was cancelled by hand");
                break;
        }
    }

    /// <summary>Takes in that <paramref name="missing"/> (base) of what is open is not there any more.</summary>
    public static void Reduced(Draft draft, decimal missing, string numbers)
    {
        switch (draft.Settings.ManualChanges)
        {
            case ManualChangePolicy.Restore or ManualChangePolicy.Adopt:
                TakeOut(draft, missing, numbers);
                break;
            case ManualChangePolicy.Halt:
                Halt(draft, $"{numbers}: {missing} was closed or taken out by somebody else");
                break;
        }
    }

    /// <summary>An operator gives back what he had taken over by hand: what was missing meanwhile is gone with his knowledge, and is no reason to halt
    /// again.</summary>
    public static void Released(Draft draft)
    {
        if (draft.Trade.Shortfall is { } seen && draft.Now - seen.Since >= draft.Settings.UnknownMinAge)
        {
            TakeOut(draft, seen.Quantity, $"Released with {seen.Quantity} missing since {seen.Since:O}");
        }
    }

    /// <summary>Looks for orders of somebody else on the exit side. They are never touched.</summary>
    public static void FindForeign(Draft draft, ExchangeView view)
    {
        var exitSide = draft.Trade.Plan.Side.ExitSide();
        var foreign = view.OpenOrders
            .Where(report => report.Side == exitSide && report.Status != OrderStatus.PendingNew && !ClientOrderIds.IsOurs(report.ClientOrderId))
            .ToList();
        draft.Trade = draft.Trade with
        {
            ForeignStops = draft.Settings.ManualChanges == ManualChangePolicy.Adopt
                ? [.. foreign.Where(report => report is { Type: OrderType.StopLoss or OrderType.StopLossLimit, StopPrice: not null })
                    .Select(report => new ForeignStop(report.OrderId, report.Quantity - report.ExecutedQuantity, report.StopPrice ?? 0m))]
                : [],
        };

        // A list locks its quantity once.
        var locked = foreign.GroupBy(report => report.OrderListId is { } list ? $"L{list}" : $"O{report.OrderId}")
            .Sum(unit => unit.Max(report => report.Quantity - report.ExecutedQuantity));
        var isShort = draft.Trade.Plan.Side == PositionSide.Long && view.Base.Total - locked < Holdings.Open(draft.Trade, draft.Rules);
        Report(draft, view, isShort ? exitSide : null);
    }

    /// <summary>Each order of somebody else that comes while a trade is under way is told once (P22); those that were there before it are the owner's.</summary>
    private static void Report(Draft draft, ExchangeView view, OrderSide? locking)
    {
        var trade = draft.Trade;
        var strangers = view.OpenOrders.Where(report => report.Status != OrderStatus.PendingNew && !ClientOrderIds.IsOurs(report.ClientOrderId)
            && !trade.Strangers.Contains(report.OrderId) && trade.Orders.All(order => order.OrderId != report.OrderId)).ToList();
        draft.Trade = trade with { Strangers = trade.Strangers.AddRange(strangers.Select(report => report.OrderId)) };
        if (trade.Entry == EntryPhase.Preparing)
        {
            return;
        }

        foreach (var report in strangers)
        {
            var what = $"{report.Side} {report.Quantity - report.ExecutedQuantity} by {report.Type}. It is not touched.";
            draft.Alarm(
                "FOREIGN_ORDER",
                report.Side == locking
                    ? $"An order of somebody else locks what our exits need: {what}"
                    : $"Somebody else trades this symbol on the account, by hand or by a second program: {what}",
                ("client_id", report.ClientOrderId),
                ("order_id", report.OrderId));
        }
    }

    /// <summary>Nothing at all is sent until an operator releases the symbol.</summary>
    public static void Halt(Draft draft, string what) =>
        Holds.Begin(draft, new Hold(HoldKind.Halted, "MANUAL_CHANGE", what, draft.Now, IsHandsOff: true));

    private static void TakeOut(Draft draft, decimal missing, string numbers)
    {
        draft.Alarm("POSITION_REDUCED_OUTSIDE", $"{numbers}: {missing} was closed or taken out by somebody else and is no longer managed.", ("qty", missing));
        LegBook.TakeOut(draft, missing);
        draft.Trade = draft.Trade with { Shortfall = null };
        if (Holdings.Open(draft.Trade, draft.Rules) == 0m)
        {
            Closing.Begin(draft, "MANUAL_CLOSE_DETECTED");
        }
    }

    /// <summary>The target stays away. The stop comes back, unless the look that comes before it shows one of somebody else in its place.</summary>
    private static void Adopt(Draft draft, TrackedOrder order)
    {
        draft.SetSlot(draft.Slot(order.Slot) with { AwaitsLook = true, RetryAt = draft.Now + Requests.DoubtSpacing });
        draft.InspectBy(draft.Now);
        if (draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == order.Slot && leg.Target is not null) is { } leg)
        {
            draft.SetLeg(leg with { Target = null, IsTargetLost = false });
            draft.Note("MANUAL_CHANGE_ADOPTED", $"{leg.Slot} goes on without its target at {leg.Target}.", ("slot", leg.Slot), ("target", leg.Target));
        }
    }
}
