using System.Diagnostics;
using Executor.Core.Invariants;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>
/// The behaviour of a position as a pure function: no I/O, no clock, no randomness. The grain, the replay and the fault explorer all
/// drive this same function. docs/domain.md shows it as a table.
/// </summary>
public static class PositionMachine
{
    /// <summary>One step: takes in <paramref name="input"/>, works out what follows, and names at most one request to the exchange.</summary>
    /// <remarks>The caller stores <see cref="Decision.Next"/> before it sends <see cref="Decision.Request"/>, and feeds the answer back as the
    /// next input. The same state, input and context give the same decision.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Decision Decide(PositionState state, PositionInput input, PositionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var draft = new Draft(state, context.For(state));
        var answer = TakeIn(draft, input);
        if (draft.State.Trade is not null)
        {
            Advance(draft);
        }

        var question = InvariantWatch.After(draft, input);
        var request = Requests.Next(draft) ?? question;
        return new Decision(draft.State, draft.Events, request, answer);
    }

    /// <summary>When and at which prices <paramref name="state"/> wants a <see cref="PositionInput.Tick"/> although nothing was reported.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PositionSchedule Schedule(PositionState state, PositionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        if (state.Trade is not { } trade)
        {
            return PositionSchedule.Idle with { AreInvariantsWanted = InvariantWatch.IsWanted(state, context.Settings) };
        }

        var settings = context.For(state).Settings;
        DateTimeOffset?[] times =
        [
            state.InspectAt,
            trade.Entry is EntryPhase.Limit or EntryPhase.Market ? trade.EntrySince + settings.EntryTimeout : null,
            trade.StopCrossedAt is { } crossed && trade.CloseReason is null ? crossed + settings.StopGrace : null,
            trade.BreakEvenRetryAt,
            .. trade.Slots.Select(slot => slot.RetryAt),
        ];
        var open = trade.Legs.Where(leg => leg.Phase == LegPhase.Open).ToList();
        var hasStop = trade.CloseReason is null && trade.StopCrossedAt is null
            && (open.Count > 0 || (trade.Legs.IsEmpty && Holdings.Open(trade, context.Rules) > 0m));
        decimal? stop = hasStop ? StopRules.Tightest(trade) : null;
        var targets = settings.ExitStyle == ExitStyle.Legs ? open.Where(leg => leg.Target is not null).Select(leg => leg.Target) : [];

        // What is due already waits for something else than time: an answer, a look, a price.
        var wake = times.Where(at => at > context.Now).Min();

        // A target counts at the price one gets, a watch compares the last price: the spread lies between.
        var schedule = trade.Plan.Side switch
        {
            PositionSide.Long => new PositionSchedule(wake, stop, targets.Min() + (context.Market.Quote?.Last - context.Market.Quote?.Bid ?? 0m)),
            PositionSide.Short => new PositionSchedule(wake, targets.Max() - (context.Market.Quote?.Ask - context.Market.Quote?.Last ?? 0m), stop),
        };
        return schedule with { AreInvariantsWanted = InvariantWatch.IsWanted(state, settings) };
    }

    private static SignalAnswer? TakeIn(Draft draft, PositionInput input)
    {
        switch (input)
        {
            case PositionInput.SignalArrived arrived:
                return Admission.Answer(draft, arrived.Signal);
            case PositionInput.Claimed:
                Claim(draft);
                return null;
            case PositionInput.Answered answered:
                Outcomes.Take(draft, answered);
                return null;
            case PositionInput.OrderUpdated updated:
                OrderRecords.Apply(draft, updated.Report);
                return null;
            case PositionInput.Tick { Cadence: Cadence.Trail } when draft.State.Trade is not null && !Holds.AreHandsOff(draft):
                StopRules.TrailOnce(draft);
                return null;
            case PositionInput.Tick:
                return null;
            case PositionInput.FlattenRequested flatten when draft.State.Trade is not null:
                draft.Note("FLATTEN_REQUESTED", $"The position is to be closed at market: {flatten.Reason}.", ("reason", flatten.Reason));
                Closing.Begin(draft, flatten.Reason);
                return null;
            case PositionInput.FlattenRequested:
                return null;
            case PositionInput.HoldRequested hold:
                Holds.Begin(draft, new Hold(hold.Kind, hold.Reason, hold.Detail, draft.Now));
                return null;
            case PositionInput.ReleaseRequested release:
                Holds.End(draft, release.By);
                return null;
            case PositionInput.LookRequested when draft.State.Trade is not null:
                draft.InspectBy(draft.Now);
                return null;
            case PositionInput.LookRequested:
                return null;
            case PositionInput.Delivered delivered:
                draft.State = draft.State with { Undelivered = [.. draft.State.Undelivered.Where(closed => closed.Trade.Key != delivered.TradeKey)] };
                return null;
            default:
                throw new UnreachableException($"{input.GetType().Name} is not an input.");
        }
    }

    /// <summary>Whatever was being sent when the last owner ended may or may not have arrived.</summary>
    private static void Claim(Draft draft)
    {
        if (draft.State.Trade is null)
        {
            return;
        }

        draft.State = draft.State with
        {
            DueLook = DueAfterClaim(draft.State, draft.Trade),
            InspectAt = draft.Now,
            Intents = [.. draft.State.Intents.Select(intent => intent with { Stage = IntentStage.Unknown })],
        };
        draft.Note(
            "BOOT_REHYDRATE",
            $"Taken over in status {draft.State.Status} with {draft.State.Intents.Length} request(s) of unknown outcome; the exchange is looked at first.",
            ("status", draft.State.Status),
            ("epoch", draft.State.Epoch));
    }

    /// <summary>A trade whose entry is over shows in its orders and balances whether anything has happened to it. Executions that are nobody's, by whom they may be,
    /// are asked for with the look after that: they weigh more than all the rest, and a lost silo leaves many positions that look at once.</summary>
    private static DueLook DueAfterClaim(PositionState state, Trade trade) =>
        state.DueLook == DueLook.Everything || state.IsTradeImported || trade.Entry != EntryPhase.Done || Holds.AreHandsOff(state)
            || Requests.AreExecutionsInDoubt(state, trade)
            ? DueLook.Everything
            : DueLook.Orders;

    private static void Advance(Draft draft)
    {
        EntryRules.Advance(draft);
        if (draft.State.Trade is null)
        {
            return;
        }

        RuleChanges.WatchTrading(draft);
        RuleChanges.Requantise(draft);
        LegBook.FoldDust(draft);
        if (!Holds.AreHandsOff(draft))
        {
            StopRules.OnTargets(draft);
            StopRules.BreakEven(draft);
            StopRules.Targets(draft);
            LostTargets.Judge(draft);
            StopClock.Run(draft);
            Refusals.Failsafe(draft);
            LeavePauses.End(draft);
            Closing.LeaveTogether(draft);
        }

        EntryRules.Advance(draft); // a stop that was reached, or a wish to close, ends the entry as well
        if (draft.State.Trade is null)
        {
            return;
        }

        SetStatus(draft);
        Coverage.Watch(draft);
        OrderRecords.Prune(draft);
        Closing.FinishIfDone(draft);
    }

    private static void SetStatus(Draft draft)
    {
        var trade = draft.Trade;
        var previous = draft.State.Status;
        var open = trade.Legs.Where(leg => leg.OpenQuantity > 0m).ToList();
        var settled = Reconciler.IsSettled(ExitPlan.Desired(trade, draft.Settings, draft.Rules), WorkingExit.Of(trade));
        var status = trade switch
        {
            { Entry: not EntryPhase.Done } => PositionStatus.Pending,
            { CloseReason: not null } or { Settlement: not null } => PositionStatus.Closing,
            _ when open.Count > 0 && open.All(leg => leg.Phase == LegPhase.Leaving) => PositionStatus.Closing,
            _ when settled || previous == PositionStatus.Open => PositionStatus.Open,
            _ => PositionStatus.OpenFilled,
        };
        draft.State = draft.State with { Status = status };
        if (status == PositionStatus.Open && previous is PositionStatus.Pending or PositionStatus.OpenFilled)
        {
            draft.Note(
                "EXITS_PLACED_V15",
                $"Everything that should rest does: {open.Count} leg(s) under a stop at {StopRules.Tightest(trade)}.",
                ("sl", StopRules.Tightest(trade)),
                ("qty", Holdings.Open(trade, draft.Rules)));
        }
    }
}
