using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>Leaves at market, and ends the trade when nothing of it is left.</summary>
internal static class Closing
{
    /// <summary>Cause of a leg that leaves because price is at or beyond its target.</summary>
    public const string TargetPassed = "TARGET_PASSED";

    /// <summary>The whole position leaves at market.</summary>
    public static void Begin(Draft draft, string reason)
    {
        if (draft.Trade.CloseReason is not null)
        {
            return;
        }

        draft.Trade = draft.Trade with { CloseReason = reason };
        LeaveAll(draft, reason);
    }

    /// <summary>Every open leg leaves at market.</summary>
    public static void LeaveAll(Draft draft, string cause)
    {
        foreach (var leg in draft.Trade.Legs)
        {
            Leave(draft, leg, cause);
        }
    }

    /// <summary>One leg leaves at market.</summary>
    public static void Leave(Draft draft, Leg leg, string cause)
    {
        if (leg.OpenQuantity > 0m && leg.Phase != LegPhase.Leaving)
        {
            draft.SetLeg(leg with { Phase = LegPhase.Leaving, LeavingCause = cause });
            var stop = draft.Slot(ExitPlan.StopSlot(leg, draft.Settings));
            draft.SetSlot(stop with { RetryAt = null }); // a pause of the stop is no reason to stay
            draft.Warn("LEG_LEAVES", $"{leg.Slot} leaves at market: {cause}.", ("leg", leg.Slot), ("qty", leg.OpenQuantity), ("cause", cause));
        }
    }

    /// <summary>Style <c>legs</c> has one stop for all, in the slot of the runner: when the runner leaves at market its level was passed, so
    /// whoever still waits under it leaves too. Two exits of one slot would take turns for ever.</summary>
    public static void LeaveTogether(Draft draft)
    {
        var runner = draft.Trade.Legs.FirstOrDefault(leg => leg is { Slot: Slot.Runner, Phase: LegPhase.Leaving, OpenQuantity: > 0m });
        if (draft.Settings.ExitStyle != ExitStyle.Legs || runner?.LeavingCause is not { } cause)
        {
            return;
        }

        foreach (var leg in draft.Trade.Legs.Where(leg => leg.Phase == LegPhase.Open))
        {
            Leave(draft, leg, cause);
        }
    }

    /// <summary>Ends the trade when its legs are closed and nothing of it lives on the exchange (behaviour 7.13).</summary>
    public static void FinishIfDone(Draft draft)
    {
        var trade = draft.Trade;
        if (trade.Entry != EntryPhase.Done
            || trade.Legs.Any(leg => leg.OpenQuantity > 0m)
            || trade.Orders.Any(order => order.IsLive)
            || !Holdings.AreFillsComplete(trade)
            || !draft.State.Intents.IsEmpty)
        {
            return;
        }

        if (trade.Settlement is null && Settlements.AreNeeded(trade))
        {
            Settlements.Begin(draft);
            return;
        }

        if (trade.Settlement is { IsDone: false })
        {
            return;
        }

        var (reason, exitType) = WhyClosed(trade);
        var result = TradeResult.Of(trade, draft.Rules);
        if (result.EntryQuantity == 0m)
        {
            draft.State = draft.State.Closed(new ClosedTrade { Trade = trade, At = draft.Now, Reason = reason, ExitType = "ABORTED", Result = result });
            return;
        }

        draft.Note(
            "TRADE_CLOSED",
            $"Nothing of the trade is left; it closed by {reason}.",
            ("side", trade.Plan.Side.ToString().ToUpperInvariant()),
            ("close_reason", reason),
            ("exit_type", exitType),
            ("entry_price", result.EntryPrice),
            ("avg_exit_price", result.ExitPrice),
            ("pnl_quote", result.ProfitQuote),
            ("r", result.R));
        draft.State = draft.State.Closed(new ClosedTrade { Trade = trade, At = draft.Now, Reason = reason, ExitType = exitType, Result = result }) with
        {
            CooldownUntil = draft.Now + draft.Settings.Cooldown,
        };
    }

    private static (string Reason, string ExitType) WhyClosed(Trade trade)
    {
        if (trade.Orders.Any(order => !ClientOrderIds.IsOurs(order.ClientOrderId)))
        {
            return (Liquidations.Reason, Liquidations.Reason);
        }

        if (trade.CloseReason is { } reason)
        {
            return (reason, reason);
        }

        var last = trade.Fills.Where(pair => pair.Order.Role != OrderRole.Entry && pair.Order.Slot != Slot.Loan).OrderBy(pair => pair.Fill.At).ThenBy(pair => pair.Fill.TradeId).LastOrDefault().Order;
        return last switch
        {
            null => ("DUST", "ABORTED"),
            { Role: OrderRole.Stop } => ("SL", StopExit(trade.Stops.LastOrDefault(change => change.Price == last.StopPrice)?.Cause ?? StopCause.Initial)),
            { Role: OrderRole.Target, Slot: Slot.Target1 } => ("TP1", "NORMAL_TP1"),
            { Role: OrderRole.Target } => ("TP2", "NORMAL_TP2"),
            _ when trade.Legs.FirstOrDefault(leg => leg.Slot == last.Slot)?.LeavingCause is { } cause => (cause, cause),
            _ => ("EXIT", "ABORTED"),
        };
    }

    private static string StopExit(StopCause cause) => cause switch
    {
        StopCause.Initial => "NORMAL_SL",
        StopCause.BreakEven => "NORMAL_BE",
        StopCause.Trail => "NORMAL_TRAIL",
    };
}
