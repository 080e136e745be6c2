using Executor.Core.Exchange;
using Executor.Core.Invariants;

namespace Executor.Core.Positions;

/// <summary>What a refusal means. A refused stop is never left at that: price past it means leaving at market, anything else means the old
/// level, and every repetition waits.</summary>
internal static class Refusals
{
    private const string StopCrossed = "STOP_CROSSED";

    /// <summary>Takes in a request that the exchange refused and that changed nothing.</summary>
    public static void Take(Draft draft, Intent intent, int code, string message)
    {
        if (Is(message, ErrorCodes.DuplicateOrder))
        {
            Outcomes.InDoubt(draft, intent, "the exchange already has an open order of this id");
            return;
        }

        draft.Settle(intent, reachedTheExchange: true);
        if (draft.State.Trade is null)
        {
            return;
        }

        switch (intent.Command)
        {
            case ExchangeCommand.Place or ExchangeCommand.PlaceOto when intent.Slot == Slot.Entry:
                EntryRules.Abort(
                    draft,
                    draft.Trade.Entry == EntryPhase.Market && EntryRules.Last(draft.Trade) is not null ? "ENTRY_TIMEOUT_MARKET_ERROR" : "ENTRY_REJECTED",
                    $"The exchange refused the entry: {message} ({code}).");
                break;
            case ExchangeCommand.Cancel:
                // Mostly it is gone already: a look tells, and this slot waits for it. A second refusal in a row means the looks lag.
                var record = draft.Refused(intent.Slot, Requests.DoubtSpacing);
                draft.SetSlot(record with { AwaitsLook = record.Refusals == 1 });
                foreach (var missing in draft.Trade.Orders.Where(order => order.Slot == intent.Slot && order.MissingSince is not null))
                {
                    draft.SetOrder(missing with { IsCancelRefused = true });
                }

                // Not at once again: while looks get no answer, what is told of the order has to have its turn.
                draft.InspectBy(record.Refusals == 1 ? draft.Now : draft.Now + Requests.DoubtSpacing);
                break;
            case ExchangeCommand.Amend:
                draft.SetSlot(draft.Slot(intent.Slot) with { AmendRefused = true });
                draft.Warn("EXIT_AMEND_REFUSED", $"{message} ({code}); the order is replaced instead.", ("slot", intent.Slot), ("error", message));
                draft.InspectBy(draft.Now);
                break;
            case ExchangeCommand.Replace:
                draft.InspectBy(draft.Now);
                MoveRefused(draft, intent, code, message);
                break;
            case ExchangeCommand.Borrow:
                Loans.BorrowRefused(draft, code, message);
                break;
            case ExchangeCommand.Repay:
                Settlements.RepayRefused(draft, code, message);
                break;
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco:
                PlacementRefused(draft, intent, code, message);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{intent.Command.GetType().Name} is no stored command.");
        }
    }

    /// <summary>Takes in a replacement whose cancel succeeded and whose new order was refused: nothing protects the leg now.</summary>
    public static void AfterCancel(Draft draft, Intent intent, int code, string message)
    {
        draft.Settle(intent, reachedTheExchange: true);
        if (draft.State.Trade is null)
        {
            return;
        }

        draft.Warn(
            "EXIT_REPLACE_HALF_DONE", $"The old order is cancelled and the new one refused: {message} ({code}).", ("slot", intent.Slot), ("error", message));
        if (LeavesNow(message))
        {
            LeaveSlot(draft, intent.Slot);
        }
        else
        {
            Revert(draft, intent.Slot);
        }
    }

    /// <summary>A market exit was taken and ended without an execution: nobody was there to deal with. It counts like a refusal, and so does the next.</summary>
    public static void FoundNobody(Draft draft, TrackedOrder order)
    {
        var record = draft.Refused(order.Slot, draft.Settings.StopRetryEvery);
        var text = $"The market order {order.ClientOrderId} of {order.Slot} ended {order.Status} and executed nothing.";
        NoteRefusal(draft, record, record.Refusals == 1 ? "EXITS_PLACE_ERROR" : "EXITS_RETRY_FAIL", text, text);
        LeavePauses.Begin(draft, order.Slot);
    }

    /// <summary>Flattens when protection was refused too often and the settings want that (behaviour 6.5).</summary>
    public static void Failsafe(Draft draft)
    {
        var settings = draft.Settings;
        if (!settings.FailsafeFlatten || settings.FailsafeMaxTries <= 0 || draft.Trade.CloseReason is not null || Coverage.Of(draft.Trade, draft.Rules) >= 1m)
        {
            return;
        }

        foreach (var slot in draft.Trade.Slots)
        {
            if (slot.Slot != Slot.Entry && slot.Refusals >= settings.FailsafeMaxTries && draft.Now - slot.FirstRefusalAt >= settings.FailsafeGrace)
            {
                draft.Alarm("FAILSAFE_FLATTEN", $"{slot.Slot} was refused {slot.Refusals} times; everything leaves at market.", ("tries", slot.Refusals));
                Closing.Begin(draft, "FAILSAFE_FLATTEN");
                return;
            }
        }
    }

    private static void PlacementRefused(Draft draft, Intent intent, int code, string message)
    {
        var isMarketExit = intent.Command is ExchangeCommand.Place { Order.Type: OrderType.Market };
        var isStopOfPause = !isMarketExit && LeavePauses.WantsStop(draft, intent.Slot);
        if (isStopOfPause)
        {
            LeavePauses.GiveUp(draft, intent.Slot);
        }
        else if (LeavesNow(message))
        {
            draft.Warn("EXIT_LEVEL_PASSED", $"Price is past the level already: {message} ({code}).", ("slot", intent.Slot), ("error", message));
            LeaveSlot(draft, intent.Slot);
            return;
        }

        if (Is(message, ErrorCodes.InsufficientBalance))
        {
            draft.InspectBy(draft.Now); // less is held than was believed: read it before the next attempt
        }

        var wasMoving = IsMoving(draft, intent.Slot);
        var leaving = draft.Trade.Legs.Any(leg => leg.Slot == intent.Slot && leg.Phase == LegPhase.Leaving);
        var record = draft.Refused(intent.Slot, leaving ? draft.Settings.StopRetryEvery : draft.Settings.ExitRetryEvery);
        NoteRefusal(
            draft,
            record,
            record.Refusals == 1 ? "EXITS_PLACE_ERROR" : "EXITS_RETRY_FAIL",
            $"The exchange refused the exit of {intent.Slot}: {message} ({code}).",
            message);
        if (draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == intent.Slot) is { Phase: LegPhase.TakingProfit } taking)
        {
            draft.SetLeg(taking with { Phase = LegPhase.Open });
        }

        if (isMarketExit)
        {
            LeavePauses.Begin(draft, intent.Slot);
        }

        if (message.Contains(ErrorCodes.TooManyStops, StringComparison.Ordinal) && !isStopOfPause)
        {
            LegBook.JoinForWantOfStops(draft, intent.Slot);
        }

        if (wasMoving)
        {
            InvariantWatch.TrailRefused(draft, code);

            // The old exit is cancelled and the new one refused: the old level comes back at once, not after the pause.
            Revert(draft, intent.Slot);
            draft.SetSlot(record with { RetryAt = record.Refusals == 1 ? null : record.RetryAt });
            CountBreakEven(draft);
        }
    }

    private static void MoveRefused(Draft draft, Intent intent, int code, string message)
    {
        InvariantWatch.TrailRefused(draft, code);
        var record = draft.Refused(intent.Slot, draft.Settings.StopRetryEvery);
        var name = draft.Trade switch
        {
            var trade when trade.Legs.Any(leg => leg.Phase == LegPhase.Leaving && ExitPlan.StopSlot(leg, draft.Settings) == intent.Slot) => "SL_WATCHDOG_MARKET_ERROR",
            { BreakEven: BreakEvenPhase.Moving } => "TP1_BE_PLACE_ERROR",
            _ => "TRAIL_SL_UPDATE_ERROR",
        };
        NoteRefusal(draft, record, name, $"The exchange refused to change the exit of {intent.Slot}: {message} ({code}); the old one stays.", message);
        if (IsMoving(draft, intent.Slot))
        {
            Revert(draft, intent.Slot);
            CountBreakEven(draft);
        }
    }

    private static bool IsMoving(Draft draft, Slot slot) => draft.Trade.Legs.Any(leg =>
        leg is { Phase: LegPhase.Open, RestedStop: { } rested } && leg.StopPrice != rested && ExitPlan.StopSlot(leg, draft.Settings) == slot);

    /// <summary>A refused move to the entry price waits before it is tried again, and longer when there were too many.</summary>
    private static void CountBreakEven(Draft draft)
    {
        var (trade, settings) = (draft.Trade, draft.Settings);
        if (trade.BreakEven != BreakEvenPhase.Moving)
        {
            return;
        }

        var attempts = trade.BreakEvenAttempts + 1;
        var isPaused = attempts >= settings.BreakEvenMaxAttempts;
        draft.Trade = trade with
        {
            BreakEven = isPaused ? BreakEvenPhase.Paused : BreakEvenPhase.Moving,
            BreakEvenAttempts = isPaused ? 0 : attempts,
            BreakEvenRetryAt = draft.Now + (isPaused ? settings.BreakEvenCooldown : settings.StopRetryEvery),
        };
        if (isPaused)
        {
            draft.Alarm(
                "TP1_BE_MAX_ATTEMPTS_REACHED",
                $"The move to the entry price was refused {attempts} times; paused for {settings.BreakEvenCooldown.TotalSeconds} s.",
                ("attempts", attempts),
                ("cooldown_sec", settings.BreakEvenCooldown));
        }
    }

    /// <summary>A refusal is a warning; the one that makes the tries too many is an alarm, once.</summary>
    private static void NoteRefusal(Draft draft, SlotRecord record, string name, string reason, string message)
    {
        (string, object?)[] fields = [("error", message), ("attempt", record.Refusals), ("slot", record.Slot)];
        if (record.Refusals == Math.Max(1, draft.Settings.FailsafeMaxTries))
        {
            draft.Alarm(name, reason, fields);
        }
        else
        {
            draft.Warn(name, reason, fields);
        }
    }

    /// <summary>Wants the level again that rested before.</summary>
    private static void Revert(Draft draft, Slot slot)
    {
        foreach (var leg in draft.Trade.Legs)
        {
            if (leg is { Phase: LegPhase.Open, RestedStop: { } rested } && leg.StopPrice != rested && ExitPlan.StopSlot(leg, draft.Settings) == slot)
            {
                draft.SetLeg(leg with { StopPrice = rested });
                draft.Trade = draft.Trade with { StopCause = draft.Trade.Stops.LastOrDefault()?.Cause ?? StopCause.Initial };
            }
        }
    }

    /// <summary>Price is past the stop, or past the target, of what could not be placed: it leaves at market.</summary>
    private static void LeaveSlot(Draft draft, Slot slot)
    {
        var legs = draft.Trade.Legs;
        if (legs.IsEmpty)
        {
            Closing.Begin(draft, StopCrossed); // the guard of a partial entry: there is no leg to leave alone
            return;
        }

        foreach (var leg in legs.Where(leg => leg.Slot == slot || ExitPlan.StopSlot(leg, draft.Settings) == slot))
        {
            var isTargetPassed = leg.Target is { } target && draft.Quote is { } quote && Levels.IsTargetReached(draft.Trade.Plan.Side, quote.Last, target);
            Closing.Leave(draft, leg, isTargetPassed ? Closing.TargetPassed : StopCrossed);
        }
    }

    private static bool LeavesNow(string message) =>
        Is(message, ErrorCodes.WouldTriggerImmediately) || Is(message, ErrorCodes.PriceRelation) || Is(message, ErrorCodes.WouldMatchImmediately);

    private static bool Is(string message, string text) => message.StartsWith(text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
