using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>Takes the entry from its first order to its end (behaviour 5.4 to 5.8): timeout, partial fills, Plan B, abort.</summary>
internal static class EntryRules
{
    private const string EntriesOff = "ENTRIES_OFF";
    private const string TooOld = "The signal is too old by now; no order was sent.";

    /// <summary>Works out what the facts mean for the entry. Sends nothing; <see cref="Requests"/> reads the phase.</summary>
    public static void Advance(Draft draft)
    {
        if (draft.State.Trade is not { } trade || trade.Entry == EntryPhase.Done || draft.HasIntent(Slot.Entry) || draft.HasIntent(Slot.Loan))
        {
            return;
        }

        var live = Live(trade);
        switch (trade.Entry)
        {
            case EntryPhase.Preparing or EntryPhase.Borrowing when WhyNotPrepared(draft) is { } given:
                Abort(draft, given.Reason, given.Why);
                break;
            case EntryPhase.Limit or EntryPhase.Market when live is null && WasNeverSent(trade) && Holds.WhyEntriesAreOff(draft) is { } off:
                Abort(draft, EntriesOff, $"Entries are off: {off}. Nothing was sent.");
                break;
            case EntryPhase.Limit when live is null && WasNeverSent(trade) && IsSignalTooOld(draft):
                Abort(draft, "ENTRY_TIMEOUT_ABORT", TooOld);
                break;
            case EntryPhase.Limit when live is null && Last(trade) is { } ended:
                Ended(draft, ended);
                break;
            case EntryPhase.Limit when WhyStopWaiting(draft) is { } why:
                Cancel(draft, live, why);
                break;
            case EntryPhase.Cancelling when live is null:
                Cancelled(draft);
                break;
            case EntryPhase.Market when live is null && LastMarket(trade) is { } market:
                MarketEnded(draft, market);
                break;
            case EntryPhase.Market when live is null && (trade.CloseReason is not null || IsTooOldToSend(draft)):
                Abort(draft, trade.CloseReason ?? "ENTRY_TIMEOUT_ABORT", "The market order was never sent and is no longer wanted.");
                break;
            case EntryPhase.Preparing or EntryPhase.Borrowing or EntryPhase.Limit or EntryPhase.Cancelling or EntryPhase.Market or EntryPhase.Done:
                break;
        }
    }

    /// <summary>The entry order that can still execute; null: none.</summary>
    public static TrackedOrder? Live(Trade trade) => trade.Orders.LastOrDefault(order => order.Role == OrderRole.Entry && order.IsLive);

    /// <summary>The market order of the entry; null: none was accepted yet.</summary>
    public static TrackedOrder? LastMarket(Trade trade) =>
        trade.Orders.LastOrDefault(order => order.Role == OrderRole.Entry && order.Type == OrderType.Market);

    /// <summary>The entry order that was accepted last; null: none.</summary>
    public static TrackedOrder? Last(Trade trade) => trade.Orders.LastOrDefault(order => order.Role == OrderRole.Entry);

    /// <summary>Ends the attempt with nothing held: the symbol is flat and unlocked at once, without a cooldown (behaviour 5.7). What was borrowed
    /// for it is paid back first (W48).</summary>
    public static void Abort(Draft draft, string reason, string why)
    {
        var trade = draft.Trade;
        draft.Note("ENTRY_DONE", why, ("status", reason), ("order_id", Last(trade)?.OrderId));
        if (trade.Loan is not null)
        {
            draft.Trade = trade with { Entry = EntryPhase.Done, CloseReason = reason, ToBorrow = 0m };
            return;
        }

        draft.State = draft.State.Closed(
            new ClosedTrade { Trade = trade, At = draft.Now, Reason = reason, ExitType = "ABORTED", Result = TradeResult.Of(trade, draft.Rules) });
    }

    /// <summary>Why the account is not prepared for an entry any longer; null: it is.</summary>
    private static (string Reason, string Why)? WhyNotPrepared(Draft draft) => draft.Trade switch
    {
        { CloseReason: { } reason } => (reason, "Closed before an order was sent."),
        _ when Holds.WhyEntriesAreOff(draft) is { } off => (EntriesOff, $"Entries are off: {off}. No order was sent."),
        _ when IsSignalTooOld(draft) => ("ENTRY_TIMEOUT_ABORT", TooOld),
        { Entry: EntryPhase.Preparing } when IsTooOldToSend(draft) => ("BASELINE_UNAVAILABLE", "What the account holds could not be read in time."),
        _ when IsTooOldToSend(draft) => ("BORROW_TIMEOUT", "What the account lacks could not be borrowed in time."),
        _ => null,
    };

    /// <summary>True while the order of the present phase was never taken by the exchange.</summary>
    private static bool WasNeverSent(Trade trade) => trade.Entry == EntryPhase.Market ? LastMarket(trade) is null : Last(trade) is null;

    private static decimal Executed(Trade trade) => trade.Orders.Where(order => order.Role == OrderRole.Entry).Sum(order => order.ExecutedQuantity);

    /// <summary>Judged again wherever an entry is about to leave: what was young when it was admitted may have waited since (P23).</summary>
    private static bool IsSignalTooOld(Draft draft) =>
        draft.Settings.MaxPeakAge > TimeSpan.Zero && draft.Now - draft.Trade.SignalTime > draft.Settings.MaxPeakAge;

    private static bool IsTooOldToSend(Draft draft) => draft.Now - draft.Trade.EntrySince >= draft.Settings.EntryTimeout;

    /// <summary>Why a limit entry is not waited for any longer; null: it is.</summary>
    private static string? WhyStopWaiting(Draft draft)
    {
        var trade = draft.Trade;
        if (trade.CloseReason is { } reason)
        {
            return $"The position is to be closed ({reason}).";
        }

        if (trade.Orders.Any(order => order.Role != OrderRole.Entry && order.ExecutedQuantity > 0m))
        {
            return "The stop of what has filled has executed: the rest is no longer wanted.";
        }

        if (EntryLists.LocksWhatFilled(trade) && Holdings.IsSellable(Holdings.Open(trade, draft.Rules), trade.Plan.Stop, draft.Rules))
        {
            return "What has filled is locked for exits that wait for the rest, and no other stop can be placed for it.";
        }

        if (Holds.WhyEntriesAreOff(draft) is { } off)
        {
            return $"Entries are off: {off}.";
        }

        return IsTooOldToSend(draft) ? $"Not filled within {draft.Settings.EntryTimeout.TotalSeconds} s." : null;
    }

    private static void Cancel(Draft draft, TrackedOrder? live, string why)
    {
        draft.Trade = draft.Trade with { Entry = EntryPhase.Cancelling };
        draft.Note("ENTRY_TIMEOUT_WAIT_CANCEL", why, ("order_id", live?.OrderId), ("status", live?.Status), ("executedQty", live?.ExecutedQuantity));
    }

    /// <summary>The limit order ended without our asking.</summary>
    private static void Ended(Draft draft, TrackedOrder order)
    {
        if (order.ExecutedQuantity > 0m)
        {
            Filled(draft, "FILLED", $"The entry order ended {order.Status} with {order.ExecutedQuantity} executed.");
        }
        else
        {
            Abort(draft, $"ENTRY_{order.Status.ToString().ToUpperInvariant()}", $"The exchange ended the entry order ({order.Status}) with nothing executed.");
        }
    }

    private static void Cancelled(Draft draft)
    {
        var trade = draft.Trade;
        if (Executed(trade) > 0m)
        {
            var late = Last(trade)?.Status == OrderStatus.Filled;
            Filled(
                draft,
                late ? "ENTRY_TIMEOUT_LATE_FILL" : "ENTRY_TIMEOUT_PARTIAL_FILLED",
                late ? "The order filled while it was being cancelled." : "The order was cancelled with a part executed; that part is the position.");
        }
        else if (trade.CloseReason is { } reason)
        {
            Abort(draft, reason, "Closed before anything had filled.");
        }
        else if (Holds.WhyEntriesAreOff(draft) is { } off)
        {
            Abort(draft, EntriesOff, $"Entries are off: {off}. Nothing had filled.");
        }
        else if (draft.Settings.EntryMode == EntryMode.LimitOnly)
        {
            draft.Note("ENTRY_TIMEOUT", "Nothing filled in time and the mode is LIMIT_ONLY.", ("fallback", "NONE"));
            Abort(draft, "ENTRY_TIMEOUT", "Nothing filled in time.");
        }
        else
        {
            PlanB(draft);
        }
    }

    /// <summary>May a market order take the place of the limit order that did not fill? (behaviour 5.6)</summary>
    private static void PlanB(Draft draft)
    {
        var plan = draft.Trade.Plan;
        if (IsSignalTooOld(draft))
        {
            draft.Note("ENTRY_TIMEOUT", "The signal is too old for a market order.", ("fallback", "ABORT_STALE_PEAK"), ("evt_ts", draft.Trade.SignalTime));
            Abort(draft, "ENTRY_TIMEOUT_ABORT", "Nothing filled in time and the signal is too old by now.");
            return;
        }

        if (draft.Quote is not { } quote)
        {
            if (draft.Settings.PlanBRequirePrice)
            {
                draft.Note("ENTRY_TIMEOUT", "There is no quote to judge a market order by.", ("fallback", "ABORT_NO_PRICE"));
                Abort(draft, "ENTRY_TIMEOUT_ABORT", "Nothing filled in time and there is no quote.");
                return;
            }
        }
        else
        {
            var price = plan.Side == PositionSide.Long ? quote.Ask : quote.Bid;
            var verdict = PlanBGuard.CheckWithStop(plan.Side, plan.Entry, plan.Stop, plan.Target1, price, draft.Settings);
            if (!verdict.Allowed)
            {
                draft.Note(
                    "ENTRY_TIMEOUT",
                    $"A market order at {price} is refused: {verdict.Reason}.",
                    ("fallback", $"ABORT_{verdict.Reason}"),
                    ("px_exec", price),
                    ("entry", plan.Entry),
                    ("sl", plan.Stop),
                    ("risk", verdict.Risk),
                    ("dev", verdict.Deviation),
                    ("max_dev", verdict.MaxDeviation));
                Abort(draft, "ENTRY_TIMEOUT_ABORT", $"Nothing filled in time; a market order is refused ({verdict.Reason}).");
                return;
            }
        }

        // A higher price may need a larger loan: the account is read first.
        var mayLack = Loans.AreOurs(draft) && plan.Side == PositionSide.Long;
        draft.Trade = draft.Trade with { Entry = mayLack ? EntryPhase.Borrowing : EntryPhase.Market, EntrySince = draft.Now };
        if (mayLack)
        {
            draft.InspectBy(draft.Now);
        }

        draft.Note("ENTRY_TIMEOUT", "Nothing filled in time; a market order takes its place.", ("fallback", "MARKET"));
    }

    private static void MarketEnded(Draft draft, TrackedOrder market)
    {
        if (Executed(draft.Trade) > 0m)
        {
            Filled(draft, "FILLED", $"The market order ended {market.Status} with {market.ExecutedQuantity} executed.");
        }
        else
        {
            Abort(draft, "ENTRY_TIMEOUT_MARKET_ERROR", $"The market order ended {market.Status} with nothing executed.");
        }
    }

    private static void Filled(Draft draft, string name, string why)
    {
        if (!Holdings.AreFillsComplete(draft.Trade))
        {
            return; // a look at the executions is due; the legs are made from what was received net of fees
        }

        draft.Note(name, why, ("executedQty", Executed(draft.Trade)), ("entry_actual", Holdings.EntryPrice(draft.Trade)), ("order_id", Last(draft.Trade)?.OrderId));
        var legs = LegBook.Build(draft);
        if (legs.IsEmpty && Holdings.Open(draft.Trade, draft.Rules) is > 0m and var rest)
        {
            LegBook.WriteOff(draft, rest, $"{rest} was received, less than the exchange takes in one order.");
        }

        draft.Trade = draft.Trade with { Entry = EntryPhase.Done, Legs = legs };
        if (draft.Trade.CloseReason is { } reason)
        {
            Closing.LeaveAll(draft, reason);
        }
    }
}
