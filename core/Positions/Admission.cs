using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Signals;

namespace Executor.Core.Positions;

/// <summary>Decides whether a signal opens a trade (behaviour 3.7). Every refusal has a reason and the numbers behind it.</summary>
internal static class Admission
{
    /// <summary>Answers <paramref name="signal"/>; a signal that was answered before gets the same answer and changes nothing.</summary>
    public static SignalAnswer Answer(Draft draft, Signal signal)
    {
        var known = draft.State.Answers.FirstOrDefault(answer => answer.SignalKey == signal.Key);
        if (known is not null)
        {
            return known;
        }

        var refusal = Guard(draft, signal);
        var eventName = "SKIP_PEAK";
        if (refusal is null)
        {
            draft.State = draft.State with { LockUntil = draft.Now + draft.Settings.Lock };
            eventName = "SKIP_OPEN";
            refusal = Open(draft, signal);
        }

        if (refusal is { } skipped)
        {
            draft.Note(
                eventName, skipped.Detail, ("reason", skipped.Reason), ("signal_key", signal.Key), ("evt_ts", signal.Time));
        }

        var answer = new SignalAnswer(signal.Key, draft.Now, draft.State.Trade?.Key is { } key && refusal is null ? key : null, refusal?.Reason, refusal?.Detail);
        var answers = draft.State.Answers;
        draft.State = draft.State with
        {
            Answers = (answers.Length < PositionState.AnswerDepth ? answers : answers[1..]).Add(answer),
        };
        return answer;
    }

    private static Refusal? Guard(Draft draft, Signal signal)
    {
        var (settings, state, now) = (draft.Settings, draft.State, draft.Now);
        var age = now - signal.Time;
        if (settings.MaxPeakAge > TimeSpan.Zero && age > settings.MaxPeakAge)
        {
            return new Refusal("stale_peak", $"The signal is {Seconds(age)} s old; the limit is {Seconds(settings.MaxPeakAge)} s.");
        }

        if (state.Hold is { } hold)
        {
            return new Refusal("symbol_held", $"{hold.Kind} since {hold.Since:O} ({hold.Reason}): {hold.Detail}");
        }

        if (draft.Context.Gate is { Reason: { } closed, Detail: var detail })
        {
            return new Refusal(closed, detail ?? closed);
        }

        if (state.LockUntil is { } locked && now < locked)
        {
            return new Refusal("position_lock", $"An attempt to open began less than {Seconds(settings.Lock)} s ago; locked until {locked:O}.");
        }

        if (state.CooldownUntil is { } cooling && now < cooling)
        {
            return new Refusal("cooldown", $"A trade closed less than {Seconds(settings.Cooldown)} s ago; cooling down until {cooling:O}.");
        }

        if (state.Status != PositionStatus.Flat)
        {
            return new Refusal("position_already_open", $"Trade {state.Trade?.Key} is {state.Status}.");
        }

        if (signal.Side == PositionSide.Short && !settings.Account.IsMargin())
        {
            return new Refusal("short_needs_margin", "A short position borrows what it sells; a spot account cannot.");
        }

        return draft.Rules.IsTrading ? null : new Refusal("market_closed", $"{draft.Rules.Symbol} takes no new orders at present.");
    }

    private static Refusal? Open(Draft draft, Signal signal)
    {
        var (settings, rules, market) = (draft.Settings, draft.Rules, draft.Context.Market);
        if (market.Bars.Count == 0)
        {
            return new Refusal("agg_unavailable", "The feed has no usable row.");
        }

        var lag = signal.Time - market.Bars.Newest.Time;
        if (settings.FeedMaxAge > TimeSpan.Zero && lag > settings.FeedMaxAge)
        {
            return new Refusal(
                "feed_stale", $"The newest feed row is {Seconds(lag)} s older than the signal; the limit is {Seconds(settings.FeedMaxAge)} s.");
        }

        if (market.KEntry is not { } kEntry)
        {
            return new Refusal("k_entry_unavailable", "The ratio between the traded quote and the feed's quote is not known.");
        }

        switch (TradePlanner.Plan(signal, market.Bars, kEntry, settings, rules))
        {
            case PlanOutcome.Refused refused:
                return new Refusal(refused.Reason, refused.Detail);
            case PlanOutcome.Planned planned:
                if (RefuseExits(planned.Plan, rules) is { } refusal)
                {
                    return refusal;
                }

                var problems = LadderCheck.Check(planned.Plan, rules, settings);
                if (!problems.IsEmpty)
                {
                    return new Refusal("ladder_refused", string.Join(" ", problems.Select(p => $"{p.Filter}: {p.What} is {p.Value}, {p.Rule}.")));
                }

                Begin(draft, signal, planned);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException("A plan is made or refused.");
        }
    }

    /// <summary>The original found out after the entry had filled that its exits could not be placed; here the entry is not sent.</summary>
    private static Refusal? RefuseExits(TradePlan plan, SymbolRules rules)
    {
        var prices = new ExitPrices(plan.Entry, plan.Stop, plan.Target1, plan.Target2);
        return ExitPlanCheck.Check(plan.Side, plan.Quantity, prices, rules) is ExitPlanResult.Refused refused
            ? new Refusal(PlanRefusals.ExitPlanRefused, $"{refused.Error.Category()}: {refused.Detail}")
            : null;
    }

    private static void Begin(Draft draft, Signal signal, PlanOutcome.Planned planned)
    {
        var (plan, settings) = (planned.Plan, draft.Settings);
        var second = Math.Max(draft.Now.ToUnixTimeSeconds(), draft.State.LastTradeSecond + 1);
        var (list, whyNone) = EntryLists.Of(draft.Settings, draft.Rules);
        var trade = new Trade
        {
            Key = ClientOrderIds.TradeKey(second),
            SignalKey = signal.Key,
            SignalTime = signal.Time,
            OpenedAt = draft.Now,
            Plan = plan,
            EntryList = list,
            Entry = EntryPhase.Preparing,
            EntrySince = draft.Now,
        };
        draft.State = draft.State with
        {
            Status = PositionStatus.Pending,
            Trade = trade,
            LastTradeSecond = second,
            InspectAt = draft.Now, // neither a loan nor an order before what the account holds has been read (W59)
        };
        draft.Note(
            "OPEN",
            $"{signal.Key} admitted: risk {Math.Abs(plan.Entry - plan.Stop)} a unit, targets at {string.Join(" and ", draft.Settings.TakeProfitMultiples.Take(2))} R.",
            ("side", plan.Side.ToString().ToUpperInvariant()),
            ("entry", plan.Entry),
            ("qty", plan.Quantity),
            ("sl", plan.Stop),
            ("tp1", plan.Target1),
            ("tp2", plan.Target2),
            ("k_entry", plan.KEntry),
            ("signal_key", signal.Key),
            ("price", plan.SignalPrice),
            ("bar_ts", planned.BarTime),
            ("feed_entry", plan.FeedEntry),
            ("feed_sl", plan.FeedStop),
            ("feed_tp1", plan.FeedTarget1),
            ("feed_tp2", plan.FeedTarget2),
            ("entry_offset", settings.EntryOffset.At(plan.SignalPrice)),
            ("sl_pct", settings.StopFraction),
            ("swing_rows", settings.SwingRows),
            ("tp1_r", settings.TakeProfitMultiples[0]),
            ("tp2_r", settings.TakeProfitMultiples[1]),
            ("qty_usd", settings.QuoteNotional),
            ("tick", draft.Rules.TickSize),
            ("lot_step", draft.Rules.LotStep));
        if (whyNone is not null)
        {
            draft.Note("BRACKET_NOT_POSSIBLE", $"The exits are placed after the entry, as in style OCO: {whyNone}.", ("reason", whyNone));
        }
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private sealed record Refusal(string Reason, string Detail);
}
