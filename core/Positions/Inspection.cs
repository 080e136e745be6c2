using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>Takes in a look at the exchange: settles intents in doubt, finds orders that changed or vanished, and notices when less is held
/// than was believed. Absence needs several looks, a minimum age and no unexplained execution: an answer "no such order" may be early.</summary>
internal static class Inspection
{
    /// <summary>Looks without a trace of a request before it may count as absent.</summary>
    public const int LooksForAbsence = 2;

    /// <summary>Takes in the answer to a look.</summary>
    public static void Take(Draft draft, ExchangeReply reply)
    {
        if (reply is not ExchangeReply.Inspected { View: var view })
        {
            // Set and not only brought forward: a look that was waited for in vain must not be due again in the same moment.
            draft.State = draft.State with { InspectAt = draft.Now + Requests.DoubtSpacing };
            return;
        }

        var due = draft.State.DueLook;
        draft.State = draft.State with { DueLook = DueLook.None };
        foreach (var report in view.Orders.Concat(view.OpenOrders).DistinctBy(report => report.OrderId))
        {
            OrderRecords.Apply(draft, report);
        }

        Explain(draft, view);
        if (draft.State.IsTradeImported && !draft.Trade.Unexplained.IsEmpty)
        {
            draft.State = draft.State with { DueLook = DueLook.Everything }; // the original may have sold at market without a record of it
        }

        OrderRecords.ApplyTrades(draft, view.Trades);
        if (draft.State.Trade is not null && Liquidations.IsUnexplained(draft))
        {
            draft.State = draft.State with { DueLook = DueLook.Everything };
        }

        foreach (var intent in draft.State.Intents)
        {
            Settle(draft, intent, view);
        }

        if (draft.State.Trade is null)
        {
            return;
        }

        foreach (var slot in draft.Trade.Slots.Where(slot => slot.AwaitsLook))
        {
            draft.SetSlot(slot with { AwaitsLook = false, RetryAt = null });
        }

        LegBook.FitToEntry(draft);
        Liquidations.Notice(draft, view);
        FindVanished(draft, view);
        Quarantine.Unexplained(draft);
        OrderRecords.FindStrangers(draft, view.OpenOrders);
        ManualChanges.FindForeign(draft, view);
        CompareHoldings(draft, view);
        Loans.Prepare(draft, view);
        Settlements.OnLook(draft, view);
        var doubt = !draft.State.Intents.IsEmpty
            || !draft.Trade.Unexplained.IsEmpty
            || draft.Trade.Shortfall is not null
            || draft.Trade.Entry is EntryPhase.Preparing or EntryPhase.Borrowing
            || draft.Trade.Settlement is { IsDone: false, IsStuck: false }
            || draft.Trade.Orders.Any(order => order.MissingSince is not null)
            || !Holdings.AreFillsComplete(draft.Trade);

        // Set and not only brought forward: what this look has shown must not ask for another one in the same moment.
        draft.State = draft.State with { InspectAt = draft.Now + (doubt ? Requests.DoubtSpacing : draft.Settings.ReconcileEvery) };
        if (due == DueLook.Orders && draft.State.DueLook == DueLook.None)
        {
            draft.State = Requests.AreExecutionsInDoubt(draft.State, draft.Trade)
                ? draft.State with { DueLook = DueLook.Everything, InspectAt = draft.Now } // something has happened meanwhile: once more, with all there is
                : draft.State with { DueLook = DueLook.Executions };
        }
    }

    private static void Settle(Draft draft, Intent intent, ExchangeView view)
    {
        switch (intent.Command)
        {
            case ExchangeCommand.PlaceOto list when IsSeen(draft, list.Oto.Pending) && !IsSeen(draft, [list.Oto.Working]):
                break; // it did arrive; what became of the entry is still to be seen, and nothing may follow before
            case ExchangeCommand.PlaceOto list when IsSeen(draft, [list.Oto.Working]) && !IsSeen(draft, list.Oto.Pending) && !AreExitsAbsent(draft, intent):
                break; // the exits came with it: until they are seen, or are seen to be gone, others beside them could sell twice
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.PlaceOto or ExchangeCommand.Replace
                when draft.Trade.Orders.Any(order => Telling(intent.Command).Any(o => o.ClientOrderId == order.ClientOrderId)):
                draft.Note("INTENT_RESOLVED", $"{intent.Command.GetType().Name} in {intent.Slot} did reach the exchange.", ("intent", intent.Id));
                Outcomes.Done(draft, intent);
                break;
            case ExchangeCommand.PlaceOto when draft.Trade.Orders.Any(order => OrderRecords.NewOrders(intent.Command).Any(o => o.ClientOrderId == order.ClientOrderId)):
                break; // its exits are there, so the entry is: it is waited for, or a second one would be sent
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.PlaceOto or ExchangeCommand.Replace:
                Absent(draft, intent);
                break;
            case ExchangeCommand.Cancel cancel when IsGone(draft, cancel.Order):
                Outcomes.Done(draft, intent);
                break;
            case ExchangeCommand.Amend amend when draft.Trade.Orders.Any(order => order.OrderId == amend.Order.OrderId && (!order.IsLive || order.Quantity <= amend.NewQuantity)):
                Outcomes.Done(draft, intent);
                break;
            case ExchangeCommand.Cancel or ExchangeCommand.Amend when intent.Stage == IntentStage.Sent && !IsOldEnough(draft, intent):
                break; // its answer is under way, and the look may be the older of the two
            case ExchangeCommand.Cancel or ExchangeCommand.Amend:
                draft.Settle(intent, reachedTheExchange: false); // sending these twice does no harm, sending them without a pause does
                draft.SetSlot(draft.Slot(intent.Slot) with { RetryAt = draft.Now + Requests.DoubtSpacing });
                break;
            case ExchangeCommand.Borrow or ExchangeCommand.Repay:
                Loans.SettleIntent(draft, intent, view);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{intent.Command.GetType().Name} is no stored command.");
        }
    }

    /// <summary>The orders of which one has to be known for the request to be settled: of a list that begins with the entry, the entry itself.</summary>
    private static ImmutableArray<NewOrder> Telling(ExchangeCommand command) =>
        command is ExchangeCommand.PlaceOto oto ? [oto.Oto.Working] : OrderRecords.NewOrders(command);

    /// <summary>Counts a look without a trace of the request. Neither time nor looks prove absence while an execution is unexplained: it may be
    /// this order under an answer that lags.</summary>
    private static void Absent(Draft draft, Intent intent)
    {
        draft.SetIntent(intent = intent with { Looks = intent.Looks + 1 });
        if (intent.Looks < LooksForAbsence || !IsOldEnough(draft, intent) || !draft.Trade.Unexplained.IsEmpty)
        {
            return;
        }

        if (intent.Command is ExchangeCommand.Replace replace && IsGone(draft, replace.Cancelled))
        {
            Refusals.AfterCancel(draft, intent, ErrorCodes.CancelReplacePartiallyFailed, "the old order is gone and the new one was never seen");
            return;
        }

        draft.Settle(intent, reachedTheExchange: false);
        draft.Warn(
            "INTENT_ABSENT",
            $"{intent.Command.GetType().Name} in {intent.Slot} never reached the exchange: {intent.Looks} looks in {(draft.Now - intent.At).TotalSeconds} s found neither the order nor an execution.",
            ("intent", intent.Id),
            ("slot", intent.Slot));
    }

    /// <summary>Counts a look without the exits of a list whose entry is known; true when it is one of several and not early.</summary>
    private static bool AreExitsAbsent(Draft draft, Intent intent)
    {
        draft.SetIntent(intent = intent with { Looks = intent.Looks + 1 });
        return intent.Looks >= LooksForAbsence && IsOldEnough(draft, intent);
    }

    /// <summary>Executions whose order is not known are asked for by order id; what turns out to be somebody else's is remembered as that.</summary>
    private static void Explain(Draft draft, ExchangeView view)
    {
        if (draft.State.Trade is not { } trade)
        {
            return;
        }

        bool IsKnown(long orderId) => trade.Orders.Any(order => order.OrderId == orderId) || trade.Strangers.Contains(orderId);
        foreach (var report in view.Orders.Where(report => trade.Unexplained.Contains(report.OrderId) && !IsKnown(report.OrderId)))
        {
            if (OrderRecords.IsOfThisTrade(draft, report) && (report.Status.IsLive() || report.ExecutedQuantity > 0m))
            {
                OrderRecords.Adopt(draft, report);
            }
            else if (Liquidations.IsOne(draft, report))
            {
                Liquidations.Book(draft, report);
            }
            else
            {
                draft.Trade = draft.Trade with { Strangers = draft.Trade.Strangers.Add(report.OrderId) };
            }
        }

        trade = draft.Trade;
        var open = trade.Unexplained.Concat(view.Trades.Select(fill => fill.OrderId)).Distinct().Where(orderId => !IsKnown(orderId));
        draft.Trade = trade with { Unexplained = [.. open] };
    }

    private static bool IsSeen(Draft draft, ImmutableArray<NewOrder> orders) =>
        draft.Trade.Orders.Any(order => orders.Any(placed => placed.ClientOrderId == order.ClientOrderId));

    private static bool IsOldEnough(Draft draft, Intent intent) => draft.Now - intent.At >= draft.Settings.UnknownMinAge;

    private static bool IsGone(Draft draft, OrderReference reference) =>
        draft.Trade.Orders.All(order => (order.ClientOrderId != reference.ClientOrderId && order.OrderId != reference.OrderId) || !order.IsLive);

    private static void FindVanished(Draft draft, ExchangeView view)
    {
        foreach (var order in draft.Trade.Orders.Where(order => order.IsLive))
        {
            var seen = (view.Orders.Any(report => report.OrderId == order.OrderId) || view.OpenOrders.Any(report => report.OrderId == order.OrderId))
                && !(order.IsWaiting && EntryLists.IsArming(draft.Trade)); // a bracket that is not armed long after its entry has filled is given up
            DateTimeOffset? since = seen ? null : order.MissingSince ?? draft.Now;
            if (since is { } missing && order.IsCancelRefused && draft.Now - missing >= 2 * draft.Settings.UnknownMinAge)
            {
                draft.SetOrder(order with { Status = OrderStatus.Canceled, MissingSince = null, IsCancelRefused = false });
                if (order.Role == OrderRole.Target)
                {
                    LostTargets.Mark(draft, order);
                }

                draft.Alarm(
                    "RECON_ORDER_MISSING",
                    $"The exchange has not shown {order.ClientOrderId} for {(draft.Now - missing).TotalSeconds} s and has nothing of it to cancel; it counts as gone.",
                    ("order_id", order.OrderId),
                    ("which", order.Slot));
            }
            else if (since != order.MissingSince)
            {
                draft.SetOrder(order with { MissingSince = since, IsCancelRefused = since is not null && order.IsCancelRefused });
            }
        }
    }

    /// <summary>Base that a short position can still owe, as the debt of the account shows it, in what must be bought for it; null when the debt does
    /// not tell, because the account sold of its own.</summary>
    private static decimal? Owing(Draft draft, ExchangeView view)
    {
        var (trade, rules) = (draft.Trade, draft.Rules);
        if (trade.Loan is not { } loan || loan.Borrowed < trade.Plan.Quantity || !Loans.AreOurs(draft))
        {
            return null;
        }

        var owed = Math.Max(0m, view.Base.Debt - Loans.Others(draft) - loan.ForeignDebt);
        return Steps.CeilTo(Holdings.Gross(owed, Holdings.ExitFeeRate(trade, rules)), rules.LotStep);
    }

    /// <summary>
    /// A long position cannot hold more than the account does, a short one not owe more. What is missing may be a fill that the orders do not show yet: it counts
    /// only when every order was seen, and when it lasts.
    /// </summary>
    private static void CompareHoldings(Draft draft, ExchangeView view)
    {
        var trade = draft.Trade;
        var isCertain = trade.Entry == EntryPhase.Done
            && trade.Settlement is null
            && draft.State.Intents.IsEmpty
            && Holdings.AreFillsComplete(trade)
            && trade.Orders.All(order => order.MissingSince is null);
        var open = Holdings.Open(trade, draft.Rules);
        var there = trade.Plan.Side switch
        {
            PositionSide.Long => Steps.FloorTo(view.Base.Total, draft.Rules.LotStep),
            PositionSide.Short => Owing(draft, view) ?? open,
        };
        var missing = isCertain && there < open ? open - there : 0m;
        if (missing == 0m)
        {
            draft.Trade = trade with { Shortfall = null };
        }
        else if (trade.Shortfall is not { } seen || seen.Quantity != missing)
        {
            draft.Trade = trade with { Shortfall = new Shortfall(missing, draft.Now) };
        }
        else if (draft.Now - seen.Since >= draft.Settings.UnknownMinAge)
        {
            ManualChanges.Reduced(draft, missing, $"The account shows {there} where {open} should be open");
        }
    }
}
