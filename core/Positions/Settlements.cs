using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Margin;

namespace Executor.Core.Positions;

/// <summary>Ends a trade of which nothing is open any more: pays back what it owes, interest included, and compares the account with what it
/// held before the trade (W47, W50, W58). Nothing is paid back while something is open (W51).</summary>
internal static class Settlements
{
    /// <summary>Room for the price to move while the order that buys what lacks is on its way.</summary>
    private const decimal NotionalReserve = 1.02m;

    /// <summary>True when a trade must be settled before it has ended.</summary>
    public static bool AreNeeded(Trade trade) => trade.Baseline is not null || trade.Loan is not null;

    /// <summary>Begins with a look: what was believed while orders lived may be old.</summary>
    public static void Begin(Draft draft)
    {
        draft.Trade = draft.Trade with { Settlement = new Settlement { Since = draft.Now } };
        draft.InspectBy(draft.Now);
    }

    /// <summary>Works out from a look what is to be paid, or that nothing is left to do.</summary>
    public static void OnLook(Draft draft, ExchangeView view)
    {
        if (draft.Trade is not { Settlement: { IsDone: false } settlement } trade
            || !draft.State.Intents.IsEmpty
            || !trade.Unexplained.IsEmpty
            || !Holdings.AreFillsComplete(trade)
            || trade.Orders.Any(order => order.IsLive)
            || view.OpenOrders.Any(report => OrderRecords.IsOfThisTrade(draft, report))) // an answer that lags: its balances are as old
        {
            return;
        }

        draft.Trade = trade with { Settlement = settlement with { ToRepay = 0m, ToBuy = 0m } };
        if (IsPaid(draft, view) && IsAsBefore(draft, view))
        {
            Set(draft, draft.Trade.Settlement! with { IsDone = true });
        }
    }

    /// <summary>A repayment, or the order for it, was carried out: what is left is read at once.</summary>
    public static void GoOn(Draft draft)
    {
        if (draft.Trade.Settlement is { } settlement)
        {
            Set(draft, settlement with { ToRepay = 0m, ToBuy = 0m });
            draft.InspectBy(draft.Now);
        }
    }

    /// <summary>A repayment was refused: the debt is read again before the next one.</summary>
    public static void RepayRefused(Draft draft, int code, string message)
    {
        draft.Warn("MARGIN_REPAY_REFUSED", $"The exchange refused the repayment: {message} ({code}).", ("code", code), ("error", message));
        if (code is not (ErrorCodes.LoanPending or ErrorCodes.RepayExceedsDebt))
        {
            Stuck(draft, $"{message} ({code})");
        }

        var pause = code is ErrorCodes.LoanPending or ErrorCodes.RepayExceedsDebt ? Requests.DoubtSpacing : draft.Settings.ReconcileEvery;
        draft.Refused(Slot.Loan, pause);
        if (draft.Trade.Settlement is { } settlement)
        {
            Set(draft, settlement with { ToRepay = 0m });
        }

        draft.InspectBy(draft.Now + pause);
    }

    /// <summary>True when the trade owes nothing any more; else names what is to be paid or bought.</summary>
    private static bool IsPaid(Draft draft, ExchangeView view)
    {
        if (draft.Trade.Loan is not { } books)
        {
            return true;
        }

        var balance = Loans.BalanceOf(draft, view);
        var mayLag = false;
        var loan = Loans.AreAutomatic(draft) ? Loans.Learned(draft, view, out mayLag) : books;
        var owed = DebtShare.Of(balance, loan, Loans.Others(draft));
        if (!Loans.AreAutomatic(draft) && owed < loan.Outstanding)
        {
            // An answer that lags shows the debt of before the loan: only what lasts is believed.
            if (!Lasts(draft))
            {
                return false;
            }

            loan = Loans.RepaidByOthers(draft, view, owed);
            draft.Warn(
                "MARGIN_DEBT_GONE",
                $"{books.Outstanding} {loan.Asset} should be owed and {owed} is: somebody else has paid it back.",
                ("asset", loan.Asset),
                ("expected", books.Outstanding),
                ("owed", owed));
            Set(draft, draft.Trade.Settlement! with { DoubtSince = null });
        }

        if (!Loans.AreAutomatic(draft) && Loans.IsMoreThanInterest(loan, owed + loan.Repaid - loan.Borrowed))
        {
            // What the books call paid is still owed: an answer that lags, or a repayment that was taken and failed afterwards.
            if (!Lasts(draft))
            {
                return false;
            }

            draft.Warn(
                "MARGIN_REPAY_REFUSED",
                $"The exchange took a repayment and did not carry it out: {loan.Repaid} {loan.Asset} count as paid back and {owed} is still owed.",
                ("error", "not carried out"));
            loan = loan with { Repaid = Math.Max(0m, loan.Borrowed - owed) };
            Set(draft, draft.Trade.Settlement! with { DoubtSince = null });
        }

        if (owed <= draft.Settings.DebtTolerance && mayLag && !Lasts(draft))
        {
            return false; // the exchange lends as it accepts an order: "nothing owed" may be an answer of before that
        }

        loan = loan with { Owed = owed, Interest = Math.Max(0m, owed + loan.Repaid - loan.Borrowed) };
        draft.Trade = draft.Trade with { Loan = loan };
        if (owed <= draft.Settings.DebtTolerance)
        {
            return true;
        }

        var free = Steps.FloorTo(balance.Free, LoanAmount.FinestStep);
        if (free >= owed)
        {
            Set(draft, draft.Trade.Settlement! with { ToRepay = owed });
        }
        else if (draft.Trade.Plan.Side == PositionSide.Short)
        {
            // Money is spent only on what lacks by our own executions as well, or what lacks for long.
            if (Math.Abs(BaseDifference(draft, view)) <= draft.Rules.LotStep || Lasts(draft))
            {
                Buy(draft, owed - free);
            }
        }
        else
        {
            Stuck(draft, $"only {free} is free");
            Set(draft, draft.Trade.Settlement! with { ToRepay = free });
        }

        return false;
    }

    /// <summary>Has the base bought that a short position lacks for its repayment: never less than the exchange takes in one order.</summary>
    private static void Buy(Draft draft, decimal lacking)
    {
        if (draft.Quote is not { } quote || !draft.Rules.IsTrading)
        {
            Stuck(draft, $"{lacking} has to be bought and cannot be now");
            return;
        }

        var rules = draft.Rules;
        var least = Math.Max(rules.MinQuantity, rules.MinNotional * NotionalReserve / quote.Bid);
        var quantity = Steps.CeilTo(Math.Max(Holdings.Gross(lacking, Holdings.ExitFeeRate(draft.Trade, rules)), least), rules.LotStep);
        Set(draft, draft.Trade.Settlement! with { ToBuy = quantity });
        draft.Warn(
            "MARGIN_DEBT_BOUGHT",
            $"{lacking} {rules.BaseAsset} lacks for the repayment (interest, fees): {quantity} is bought at market.",
            ("asset", rules.BaseAsset),
            ("lacking", lacking),
            ("qty", quantity));
    }

    /// <summary>Compares the account with the baseline and what the trade itself explains. Base where no other symbol trades it, quote only where
    /// nobody else trades in the same wallet. A difference that lasts is an alarm and does not hold the trade up any longer.</summary>
    private static bool IsAsBefore(Draft draft, ExchangeView view)
    {
        if (draft.Trade is not { Baseline: { } baseline } trade)
        {
            return true;
        }

        var rules = draft.Rules;
        if (draft.Context.Account.IsBaseShared)
        {
            draft.Note(
                "BASELINE_NOT_COMPARABLE",
                $"Another symbol trades {rules.BaseAsset} on the same account: what is held of it is not compared with what was held before the trade.",
                ("asset", rules.BaseAsset));
            return true;
        }

        var baseDifference = BaseDifference(draft, view);
        var quoteDifference = draft.Settings.Account == TradingAccount.IsolatedMargin
            ? view.Quote.Net - baseline.Quote.Net - TradeResult.Of(trade, rules).ProfitQuote
            : 0m;
        if (Math.Abs(baseDifference) <= rules.LotStep && Math.Abs(quoteDifference) <= rules.TickSize)
        {
            return true;
        }

        if (!Lasts(draft))
        {
            return false;
        }

        draft.Alarm(
            "BASELINE_DIFFERENCE",
            $"After the trade the account differs from before by {baseDifference} {rules.BaseAsset} and {quoteDifference} {rules.QuoteAsset} that its executions, fees and interest do not explain.",
            ("base", baseDifference),
            ("quote", quoteDifference));
        return true;
    }

    /// <summary>Base of the account beyond what the baseline and the trade's own executions explain; 0 without a baseline.</summary>
    private static decimal BaseDifference(Draft draft, ExchangeView view) => draft.Trade is { Baseline: { } baseline } trade
        ? view.Base.Net - baseline.Base.Net - (Holdings.NetBase(trade, draft.Rules) - trade.TakenOutside)
        : 0m;

    /// <summary>True when what contradicts the books has been seen for long enough to be believed.</summary>
    private static bool Lasts(Draft draft)
    {
        var settlement = draft.Trade.Settlement!;
        if (settlement.DoubtSince is { } since)
        {
            return draft.Now - since >= draft.Settings.UnknownMinAge;
        }

        Set(draft, settlement with { DoubtSince = draft.Now });
        return false;
    }

    private static void Stuck(Draft draft, string why)
    {
        if (draft.Trade is { Settlement: { IsStuck: false } settlement, Loan: { } loan })
        {
            Set(draft, settlement with { IsStuck = true });
            draft.Alarm(
                "MARGIN_DEBT_UNPAID",
                $"{loan.Owed} {loan.Asset} of the trade cannot be paid back: {why}. It is tried again every {draft.Settings.ReconcileEvery.TotalSeconds} s; nothing is opened before.",
                ("asset", loan.Asset),
                ("owed", loan.Owed));
        }
    }

    private static void Set(Draft draft, Settlement settlement) => draft.Trade = draft.Trade with { Settlement = settlement };
}
