using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>Takes in a look at the exchange: settles intents in doubt, finds orders that changed or vanished, and notices when less is held
/// than was believed. Absence needs several looks and a minimum age: an answer "no such order" may be early.</summary>
internal static class Inspection
{
    private const int LooksForAbsence = 2;
    private const int LooksForVanished = 3;

    /// <summary>Takes in the answer to a look.</summary>
    public static void Take(Draft draft, ExchangeReply reply)
    {
        if (reply is not ExchangeReply.Inspected { View: var view })
        {
            draft.InspectBy(draft.Now + Requests.DoubtSpacing);
            return;
        }

        draft.State = draft.State with { IsLookDue = false, InspectAt = null };
        foreach (var report in view.Orders.Concat(view.OpenOrders).DistinctBy(report => report.OrderId))
        {
            OrderRecords.Apply(draft, report);
        }

        OrderRecords.ApplyTrades(draft, view.Trades);
        foreach (var intent in draft.State.Intents)
        {
            Settle(draft, intent, view);
        }

        if (draft.State.Trade is null)
        {
            return;
        }

        FindVanished(draft, view);
        CompareHoldings(draft, view);
        var doubt = !draft.State.Intents.IsEmpty
            || draft.Trade.MissingBase > 0m
            || draft.Trade.Orders.Any(order => order.Misses > 0)
            || !Holdings.AreFillsComplete(draft.Trade);
        draft.InspectBy(draft.Now + (doubt ? Requests.DoubtSpacing : draft.Settings.ReconcileEvery));
    }

    private static void Settle(Draft draft, Intent intent, ExchangeView view)
    {
        switch (intent.Command)
        {
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.Replace
                when draft.Trade.Orders.Any(order => OrderRecords.NewOrders(intent.Command).Any(o => o.ClientOrderId == order.ClientOrderId)):
                draft.Note("INTENT_RESOLVED", $"{intent.Command.GetType().Name} in {intent.Slot} did reach the exchange.", ("intent", intent.Id));
                Outcomes.Done(draft, intent);
                break;
            case ExchangeCommand.Replace replace when IsGone(draft, replace.Cancelled) && IsOldEnough(draft, intent):
                Refusals.AfterCancel(draft, intent, ErrorCodes.CancelReplacePartiallyFailed, "the old order is gone and the new one was never seen");
                break;
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.Replace:
                Absent(draft, intent, view);
                break;
            case ExchangeCommand.Cancel cancel when IsGone(draft, cancel.Order):
                Outcomes.Done(draft, intent);
                break;
            case ExchangeCommand.Amend amend when draft.Trade.Orders.Any(order => order.OrderId == amend.Order.OrderId && (!order.IsLive || order.Quantity <= amend.NewQuantity)):
                Outcomes.Done(draft, intent);
                break;
            case ExchangeCommand.Cancel or ExchangeCommand.Amend:
                draft.Settle(intent, reachedTheExchange: false); // sending these twice does no harm
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{intent.Command.GetType().Name} is no stored command.");
        }
    }

    private static void Absent(Draft draft, Intent intent, ExchangeView view)
    {
        var stranger = view.Trades.Any(fill => fill.At >= intent.At && draft.Trade.Orders.All(order => order.OrderId != fill.OrderId));
        draft.SetIntent(intent = intent with { Looks = intent.Looks + 1 });
        if (intent.Looks < LooksForAbsence || !IsOldEnough(draft, intent))
        {
            return;
        }

        // An execution nobody can explain may be this order under an answer that lags: wait longer for it.
        if (stranger && draft.Now - intent.At < 4 * draft.Settings.UnknownMinAge)
        {
            return;
        }

        draft.Settle(intent, reachedTheExchange: false);
        draft.Warn(
            "INTENT_ABSENT",
            $"{intent.Command.GetType().Name} in {intent.Slot} never reached the exchange: {intent.Looks} looks in {(draft.Now - intent.At).TotalSeconds} s found neither the order nor an execution.",
            ("intent", intent.Id),
            ("slot", intent.Slot));
    }

    private static bool IsOldEnough(Draft draft, Intent intent) => draft.Now - intent.At >= draft.Settings.UnknownMinAge;

    private static bool IsGone(Draft draft, OrderReference reference) =>
        draft.Trade.Orders.All(order => order.ClientOrderId != reference.ClientOrderId || !order.IsLive);

    private static void FindVanished(Draft draft, ExchangeView view)
    {
        foreach (var order in draft.Trade.Orders.Where(order => order.IsLive))
        {
            var seen = view.Orders.Any(report => report.OrderId == order.OrderId) || view.OpenOrders.Any(report => report.OrderId == order.OrderId);
            var misses = seen ? 0 : order.Misses + 1;
            if (misses >= LooksForVanished && draft.Now - order.PlacedAt >= draft.Settings.UnknownMinAge)
            {
                draft.SetOrder(order with { Status = OrderStatus.Canceled, Misses = 0 });
                draft.Alarm(
                    "RECON_ORDER_MISSING",
                    $"The exchange has not known {order.ClientOrderId} in {misses} looks; it counts as gone and is replaced.",
                    ("order_id", order.OrderId),
                    ("which", order.Slot));
            }
            else if (misses != order.Misses)
            {
                draft.SetOrder(order with { Misses = misses });
            }
        }
    }

    /// <summary>A long position cannot hold more than the account does. Two looks must agree, for a fill may be under way.</summary>
    private static void CompareHoldings(Draft draft, ExchangeView view)
    {
        var trade = draft.Trade;
        var missing = trade.Plan.Side == PositionSide.Long && draft.State.Intents.IsEmpty && Holdings.AreFillsComplete(trade)
            ? Math.Max(0m, Holdings.Open(trade, draft.Rules) - view.Base.Total)
            : 0m;
        if (missing == 0m || trade.MissingBase != missing || trade.Entry != EntryPhase.Done)
        {
            draft.Trade = trade with { MissingBase = missing };
            return;
        }

        draft.Alarm(
            "POSITION_REDUCED_OUTSIDE",
            $"The account holds {view.Base.Total} where {Holdings.Open(trade, draft.Rules)} should be open: {missing} was taken out by somebody else and is no longer managed.",
            ("qty", missing));
        draft.Trade = draft.Trade with { MissingBase = 0m, WrittenOff = draft.Trade.WrittenOff + missing };
        foreach (var leg in draft.Trade.Legs.Reverse())
        {
            var part = Math.Min(missing, leg.OpenQuantity);
            if (part > 0m)
            {
                missing -= part;
                var reduced = leg with { Quantity = leg.Quantity - part };
                draft.SetLeg(reduced.OpenQuantity > 0m ? reduced : reduced with { Phase = LegPhase.Closed });
            }
        }
    }
}
