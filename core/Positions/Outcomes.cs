using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>Takes in the exchange's answers to our requests. Unknown is not a failure: the intent stays until it is found or proven absent.</summary>
internal static class Outcomes
{
    /// <summary>Takes in the answer to one request.</summary>
    public static void Take(Draft draft, PositionInput.Answered answered)
    {
        if (answered.Request.IntentId == 0)
        {
            Inspection.Take(draft, answered.Reply);
            return;
        }

        var intent = draft.State.Intents.FirstOrDefault(candidate => candidate.Id == answered.Request.IntentId);
        switch (answered.Reply)
        {
            case ExchangeReply.Accepted accepted:
                ApplyAll(draft, accepted.Orders);
                if (intent is not null)
                {
                    Done(draft, intent);
                }

                break;
            case ExchangeReply.Rejected rejected when intent is not null:
                Refusals.Take(draft, intent, rejected.Code, rejected.Message);
                break;
            case ExchangeReply.NotSent unsent when intent is not null:
                Unsent.Take(draft, intent, unsent);
                break;
            case ExchangeReply.HalfReplaced half when intent is not null:
                ApplyAll(draft, half.Cancelled);
                Refusals.AfterCancel(draft, intent, half.Code, half.Message);
                break;
            case ExchangeReply.Unknown unknown when intent is not null:
                InDoubt(draft, intent, unknown.Reason);
                break;
            case ExchangeReply.Inspected when intent is not null:
                InDoubt(draft, intent, "The answer does not belong to the request.");
                break;
            case ExchangeReply.Rejected or ExchangeReply.NotSent or ExchangeReply.HalfReplaced or ExchangeReply.Unknown or ExchangeReply.Inspected:
                draft.InspectBy(draft.Now); // the intent was settled by what the exchange showed since
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{answered.Reply.GetType().Name} is not a reply.");
        }
    }

    /// <summary>Settles an intent that the exchange carried out.</summary>
    public static void Done(Draft draft, Intent intent)
    {
        draft.Settle(intent, reachedTheExchange: true);
        if (intent.Slot == Slot.Loan && draft.State.Trade is not null)
        {
            Loans.Book(draft, intent.Command);
            Settlements.GoOn(draft);
        }

        if (draft.State.Trade is not { } trade || OrderRecords.NewOrders(intent.Command) is not { IsEmpty: false } placed)
        {
            return;
        }

        var order = trade.Orders.FirstOrDefault(candidate => candidate.ClientOrderId == placed[0].ClientOrderId);
        if (order is { Role: OrderRole.Exit, IsLive: false, ExecutedQuantity: 0m } && intent.Slot != Slot.Loan)
        {
            Refusals.FoundNobody(draft, order);
            return;
        }

        if (!LeavePauses.WantsStop(draft, intent.Slot)) // its tries to leave go on being counted
        {
            draft.Accepted(intent.Slot);
        }

        if (intent.Slot == Slot.Entry)
        {
            if (EntryLists.IsArming(trade))
            {
                draft.InspectBy(draft.Now); // an answer shows the exits of a bracket as waiting although the exchange has armed them
            }

            return;
        }

        // An order that takes at once and found nothing is tried again, but not in a loop.
        if (placed[0].Type is OrderType.Market or OrderType.Limit && order is { IsLive: false } && order.ExecutedQuantity < placed[0].Quantity)
        {
            draft.Refused(intent.Slot, order.ExecutedQuantity > 0m ? TimeSpan.Zero : draft.Settings.StopRetryEvery);
        }

        if (trade.Legs.FirstOrDefault(leg => leg.Slot == intent.Slot) is { Phase: LegPhase.TakingProfit } taking)
        {
            draft.SetLeg(taking with { Phase = LegPhase.Open }); // what the order at the target did not take goes back under the stop
        }
    }

    /// <summary>Marks an intent whose outcome is not known and asks for a look.</summary>
    public static void InDoubt(Draft draft, Intent intent, string reason)
    {
        draft.SetIntent(intent with { Stage = IntentStage.Unknown });
        draft.Warn(
            "INTENT_UNKNOWN",
            $"The outcome of {intent.Command.GetType().Name} in {intent.Slot} is not known ({reason}); it is looked for before anything is sent again.",
            ("intent", intent.Id),
            ("slot", intent.Slot));
        draft.InspectBy(draft.Now);
    }

    private static void ApplyAll(Draft draft, ImmutableArray<OrderReport> reports)
    {
        foreach (var report in reports)
        {
            OrderRecords.Apply(draft, report);
        }
    }
}
