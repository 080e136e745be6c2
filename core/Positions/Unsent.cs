using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>
/// A request that never left. It is no refusal: it counts towards no fail-safe, aborts no entry and marks nothing as not to be had. What was wanted is
/// decided anew after a pause, and carries the same client order id if it is the same.
/// </summary>
internal static class Unsent
{
    /// <summary>Longest pause, whatever is asked for: to ask again costs nothing while the request does not leave, and room may come early.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Takes in that the request of <paramref name="intent"/> was not sent.</summary>
    public static void Take(Draft draft, Intent intent, ExchangeReply.NotSent unsent)
    {
        draft.Settle(intent, reachedTheExchange: false);
        if (draft.State.Trade is null)
        {
            return;
        }

        var record = draft.Slot(intent.Slot);
        if (record.RetryAt is not { } before || draft.Now - before > LongestPause)
        {
            // Once in a row: a pause that the exchange asks for may last, and each try would say the same.
            draft.Warn(
                "REQUEST_NOT_SENT",
                $"{intent.Command.GetType().Name} in {intent.Slot} was not sent: {unsent.Reason}",
                ("slot", intent.Slot),
                ("error", unsent.Reason));
        }

        var pause = TimeSpan.FromTicks(Math.Clamp(unsent.RetryAfter.Ticks, Requests.DoubtSpacing.Ticks, LongestPause.Ticks));
        draft.SetSlot(record with { RetryAt = draft.Now + pause });
        switch (intent.Command)
        {
            case ExchangeCommand.Borrow:
                draft.Trade = draft.Trade with { ToBorrow = 0m }; // worked out anew from what the account shows by then
                draft.InspectBy(draft.Now + pause);
                break;
            case ExchangeCommand.Repay when draft.Trade.Settlement is { } settlement:
                draft.Trade = draft.Trade with { Settlement = settlement with { ToRepay = 0m } };
                draft.InspectBy(draft.Now + pause);
                break;
            case ExchangeCommand.Place { Order.Type: OrderType.Market } when intent.Slot != Slot.Entry:
                LeavePauses.Begin(draft, intent.Slot); // the stop was cancelled for it
                break;
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco when LeavePauses.WantsStop(draft, intent.Slot):
                LeavePauses.GiveUp(draft, intent.Slot); // no room for the stop either: it is not tried again at once
                break;
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco when TakingProfit(draft, intent.Slot) is { } taking:
                draft.SetLeg(taking with { Phase = LegPhase.Open }); // whether the target is still there is seen when the order can leave
                break;
            default:
                break;
        }
    }

    private static Leg? TakingProfit(Draft draft, Slot slot) =>
        draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == slot && leg.Phase == LegPhase.TakingProfit);
}
