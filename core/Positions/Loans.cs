using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Margin;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>Borrows what an entry lacks, and keeps the trade's books about it (behaviour 10; W47 to W51). No entry without its loan.</summary>
internal static class Loans
{
    /// <summary>The exchange's clock may be this far behind ours: a record that is older is of another loan.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    /// <summary>Base of the account's own up to this many smallest orders is a residue.</summary>
    private const decimal ResidueNotional = 2m;

    /// <summary>No trade pays a quarter of its loan as interest: at a usual rate that is years.</summary>
    private const decimal MostInterest = 0.25m;

    /// <summary>True when this program borrows and repays.</summary>
    public static bool AreOurs(Draft draft) => draft.Settings.Account.IsMargin() && draft.Settings.BorrowMode == BorrowMode.Manual;

    /// <summary>True when the exchange borrows and repays by the side effects of orders.</summary>
    public static bool AreAutomatic(Draft draft) => draft.Settings.Account.IsMargin() && draft.Settings.BorrowMode == BorrowMode.Auto;

    /// <summary>What the trade owes when it owes something: the quote of a long position, the base of a short one.</summary>
    public static string AssetOf(Draft draft) => draft.Trade.Plan.Side switch
    {
        PositionSide.Long => draft.Rules.QuoteAsset,
        PositionSide.Short => draft.Rules.BaseAsset,
    };

    /// <summary>The balance of that asset.</summary>
    public static Balance BalanceOf(Draft draft, ExchangeView view) => draft.Trade.Plan.Side switch
    {
        PositionSide.Long => view.Quote,
        PositionSide.Short => view.Base,
    };

    /// <summary>Principal in that asset that trades of other symbols owe.</summary>
    public static decimal Others(Draft draft) => draft.Context.Account.OwedByOthers(AssetOf(draft));

    /// <summary>The phase in which an order is sent, once the account is ready for it.</summary>
    public static EntryPhase OrderPhase(Draft draft) =>
        draft.Settings.EntryMode == EntryMode.MarketOnly || EntryRules.Last(draft.Trade) is not null ? EntryPhase.Market : EntryPhase.Limit;

    /// <summary>Works out from a look what lacks for the entry order, and goes on to that order when nothing does.</summary>
    public static void Prepare(Draft draft, ExchangeView view)
    {
        var trade = draft.Trade;
        if (trade.Entry is not (EntryPhase.Preparing or EntryPhase.Borrowing) || draft.HasIntent(Slot.Loan) || draft.HasIntent(Slot.Entry))
        {
            return;
        }

        trade = draft.Trade = trade with { Baseline = trade.Baseline ?? new Baseline(view.At, view.Base, view.Quote) };
        var amount = AreOurs(draft) ? Missing(draft, BalanceOf(draft, view).Free) : 0m;
        if (amount == 0m)
        {
            draft.Trade = trade with { Entry = OrderPhase(draft), ToBorrow = 0m, Loan = AreAutomatic(draft) ? Opened(draft, view) : trade.Loan };
            return;
        }

        draft.Trade = trade with
        {
            Entry = EntryPhase.Borrowing,
            ToBorrow = amount,
            Loan = Opened(draft, view) with { Residue = Residue(draft, amount) },
        };
        draft.Note(
            "MARGIN_BORROW_PLAN",
            $"{BalanceOf(draft, view).Free} {AssetOf(draft)} is free, {amount} is to be borrowed before the entry.",
            ("trade_key", trade.Key),
            ("borrow_asset", AssetOf(draft)),
            ("qty_sent", trade.Plan.Quantity),
            ("price_sent", Price(draft)),
            ("borrow_amount", amount));
    }

    /// <summary>Books a loan or a repayment that the exchange carried out.</summary>
    public static void Book(Draft draft, ExchangeCommand command)
    {
        switch (command)
        {
            case ExchangeCommand.Borrow borrow when draft.Trade.Loan is { } loan:
                draft.Trade = draft.Trade with
                {
                    Loan = loan with { Borrowed = loan.Borrowed + borrow.Amount, Owed = loan.Owed + borrow.Amount },
                    ToBorrow = 0m,
                    Entry = draft.Trade.Entry == EntryPhase.Borrowing ? OrderPhase(draft) : draft.Trade.Entry,
                };
                draft.Accepted(Slot.Loan);
                draft.Note("MARGIN_BORROWED", $"{borrow.Amount} {borrow.Asset} borrowed for the trade.", ("borrow_asset", borrow.Asset), ("amount", borrow.Amount));
                break;
            case ExchangeCommand.Repay repay when draft.Trade.Loan is { } loan:
                draft.Trade = draft.Trade with { Loan = loan with { Repaid = loan.Repaid + repay.Amount, Owed = Math.Max(0m, loan.Owed - repay.Amount) } };
                draft.Accepted(Slot.Loan);
                draft.Note("MARGIN_REPAID", $"{repay.Amount} {repay.Asset} paid back.", ("asset", repay.Asset), ("amount", repay.Amount));
                break;
            default:
                break; // an order: its executions are booked as such
        }
    }

    /// <summary>The exchange refused a loan: no entry without it, but a lender who is busy is asked again.</summary>
    public static void BorrowRefused(Draft draft, int code, string message)
    {
        draft.Trade = draft.Trade with { ToBorrow = 0m };
        draft.Warn("MARGIN_BORROW_REFUSED", $"The exchange refused the loan: {message} ({code}).", ("code", code), ("error", message));
        if (code == ErrorCodes.LoanPending)
        {
            draft.Refused(Slot.Loan, Requests.DoubtSpacing);
            draft.InspectBy(draft.Now + Requests.DoubtSpacing);
        }
        else
        {
            EntryRules.Abort(draft, "BORROW_REFUSED", $"The exchange refused the loan and there is no entry without it: {message} ({code}).");
        }
    }

    /// <summary>Settles a loan or a repayment of unknown outcome by what the account owes now. There is no id of ours to ask for.</summary>
    public static void SettleIntent(Draft draft, Intent intent, ExchangeView view)
    {
        if (intent.Command is ExchangeCommand.Repay repay && IsPaidAlready(draft, repay))
        {
            // Decided by a look that lagged. The exchange takes no more than is owed; the record of the first payment is not that of this one.
            GiveUp(draft, intent, "our own books show the debt as paid before it was sent");
            return;
        }

        var record = view.Loans.Where(candidate => IsOf(intent, candidate)).MaxBy(candidate => candidate.TransactionId);
        var isOld = draft.Now - intent.At >= draft.Settings.UnknownMinAge;
        if (IsShown(draft, intent, view) || (record is { Status: LoanStatus.Confirmed } && isOld))
        {
            draft.Note("INTENT_RESOLVED", $"{intent.Command.GetType().Name} in {intent.Slot} did reach the exchange.", ("intent", intent.Id));
            Outcomes.Done(draft, intent);
            return;
        }

        draft.SetIntent(intent = intent with { Looks = intent.Looks + 1 });
        if (record is { Status: LoanStatus.Pending or LoanStatus.Confirmed } || (record is null && (!isOld || intent.Looks < Inspection.LooksForAbsence)))
        {
            return;
        }

        GiveUp(draft, intent, $"{intent.Looks} looks in {(draft.Now - intent.At).TotalSeconds} s show neither record nor debt");
    }

    private static void GiveUp(Draft draft, Intent intent, string why)
    {
        draft.Settle(intent, reachedTheExchange: false);
        draft.Trade = draft.Trade with { ToBorrow = 0m };
        draft.Warn(
            "INTENT_ABSENT",
            $"{intent.Command.GetType().Name} in {intent.Slot} was never carried out: {why}.",
            ("intent", intent.Id),
            ("slot", intent.Slot));
    }

    /// <summary>True when <paramref name="repay"/> would pay back what our own books say is paid: principal is never paid twice, and interest
    /// stays far below <see cref="MostInterest"/>. In automatic mode the exchange keeps the books.</summary>
    private static bool IsPaidAlready(Draft draft, ExchangeCommand.Repay repay) =>
        draft.Settings.BorrowMode == BorrowMode.Manual
        && draft.Trade.Loan is { } loan
        && IsMoreThanInterest(loan, loan.Repaid + repay.Amount - loan.Borrowed);

    /// <summary>True when <paramref name="surplus"/> beyond the principal cannot be interest.</summary>
    public static bool IsMoreThanInterest(TradeLoan loan, decimal surplus) => surplus > loan.Borrowed * MostInterest;

    /// <summary>The books in automatic mode, where only the exchange knows what was lent: from its records if nobody else owes the asset.</summary>
    /// <param name="draft">The step.</param>
    /// <param name="view">A look with loan records.</param>
    /// <param name="mayLag">True when the books cannot be whole: the records do not explain the debt, or an order was accepted and no loan is shown.
    /// Free funds may be the reason for the latter, so it counts only for a time.</param>
    public static TradeLoan Learned(Draft draft, ExchangeView view, out bool mayLag)
    {
        var loan = draft.Trade.Loan ?? new TradeLoan { Asset = AssetOf(draft) };
        if (Others(draft) == 0m && loan.ForeignDebt == 0m && draft.Trade.Baseline is { } baseline)
        {
            var records = Explaining(view, loan.Asset, baseline.At, BalanceOf(draft, view).Borrowed, out var areWhole);
            if (!records.IsEmpty)
            {
                loan = loan with
                {
                    Borrowed = records.Where(record => record.Kind == LoanKind.Borrow).Sum(record => record.Amount),
                    Repaid = records.Where(record => record.Kind == LoanKind.Repay).Sum(record => record.Amount),
                };
                mayLag = !areWhole;
                return loan;
            }
        }

        var owed = Math.Max(0m, BalanceOf(draft, view).Debt - Others(draft) - loan.ForeignDebt);
        loan = loan with { Borrowed = Math.Max(loan.Borrowed, owed) };
        mayLag = loan.Borrowed == 0m && EntryRules.Last(draft.Trade) is not null;
        return loan;
    }

    /// <summary>The records of the trade on an account that owed nothing before it: the fewest to the last one that hold all since
    /// <paramref name="since"/> and add up to <paramref name="borrowed"/>. Counted by their ids, since the exchange's clock may step back;
    /// if none add up, those since that time.</summary>
    private static ImmutableArray<LoanRecord> Explaining(ExchangeView view, string asset, DateTimeOffset since, decimal borrowed, out bool areWhole)
    {
        var all = view.Loans.Where(record => record.Asset == asset && record.Status == LoanStatus.Confirmed).OrderBy(record => record.TransactionId).ToImmutableArray();
        var first = all.TakeWhile(record => record.At < since).Count();
        for (var from = first; from >= 0; from--)
        {
            if (all[from..].Sum(record => record.Kind == LoanKind.Borrow ? record.Principal : -record.Principal) == borrowed)
            {
                areWhole = true;
                return all[from..];
            }
        }

        areWhole = false;
        return all[first..];
    }

    /// <summary>The books after somebody else, or the exchange in a liquidation, has paid back.</summary>
    /// <param name="draft">The step.</param>
    /// <param name="view">A look with loan records.</param>
    /// <param name="owed">What the trade still owes.</param>
    public static TradeLoan RepaidByOthers(Draft draft, ExchangeView view, decimal owed)
    {
        var loan = draft.Trade.Loan ?? throw new InvalidOperationException("The trade has no loan.");
        var paid = view.Loans
            .Where(record => record is { Kind: LoanKind.Repay, Status: LoanStatus.Confirmed, IsAutomatic: true } && record.Asset == loan.Asset
                && record.At >= draft.Trade.OpenedAt)
            .Sum(record => record.Amount);
        return loan with { Repaid = Math.Max(loan.Borrowed - owed, loan.Repaid + paid) };
    }

    private static bool IsOf(Intent intent, LoanRecord record)
    {
        var (kind, asset, amount) = intent.Command switch
        {
            ExchangeCommand.Borrow borrow => (LoanKind.Borrow, borrow.Asset, borrow.Amount),
            ExchangeCommand.Repay repay => (LoanKind.Repay, repay.Asset, repay.Amount),
            _ => throw new System.Diagnostics.UnreachableException($"{intent.Command.GetType().Name} is neither a loan nor a repayment."),
        };
        return record.Kind == kind && record.Asset == asset && record.Amount == amount && !record.IsAutomatic && record.At >= intent.At - ClockTolerance;
    }

    /// <summary>True when the debt has moved as the request would have moved it. Interest that was charged meanwhile is far below half.</summary>
    private static bool IsShown(Draft draft, Intent intent, ExchangeView view)
    {
        if (draft.Trade.Loan is not { } loan)
        {
            return false;
        }

        var owed = Math.Max(0m, BalanceOf(draft, view).Debt - Others(draft) - loan.ForeignDebt);
        return intent.Command switch
        {
            ExchangeCommand.Borrow borrow => owed >= loan.Outstanding + (borrow.Amount / 2m),
            ExchangeCommand.Repay repay => owed <= loan.Owed - (repay.Amount / 2m),
            _ => false,
        };
    }

    /// <summary>The trade's books; opened with what is owed already by somebody else.</summary>
    private static TradeLoan Opened(Draft draft, ExchangeView view) => draft.Trade.Loan
        ?? new TradeLoan { Asset = AssetOf(draft), ForeignDebt = DebtShare.Foreign(BalanceOf(draft, view), Others(draft)) };

    /// <summary>What a short position that borrows <paramref name="amount"/> sells of the account's own, if that is no more than earlier trades leave.</summary>
    private static decimal Residue(Draft draft, decimal amount)
    {
        var plan = draft.Trade.Plan;
        var own = plan.Side == PositionSide.Short ? Math.Max(0m, plan.Quantity - amount) : 0m;
        return own * plan.Entry < ResidueNotional * draft.Rules.MinNotional ? own : 0m;
    }

    private static decimal Missing(Draft draft, decimal free)
    {
        var (plan, settings, rules) = (draft.Trade.Plan, draft.Settings, draft.Rules);
        var need = LoanAmount.Need(plan.Side, plan.Quantity, Price(draft), settings.BorrowBuffer);

        // A second order needs no second reserve: only what its price has risen beyond the first one.
        if (draft.Trade.Loan is { Borrowed: > 0m } && free >= LoanAmount.Need(plan.Side, plan.Quantity, Price(draft), 0m))
        {
            return 0m;
        }

        // Without a step of its own the base is borrowed to the last digit as well: what a lot step would add is interest for nothing.
        return LoanAmount.Of(need, free, settings.LoanSteps.Of(AssetOf(draft), rules.BaseAsset, rules.QuoteAsset, lotStep: null) ?? LoanAmount.FinestStep);
    }

    /// <summary>The price of the entry order that follows: the plan's, or for a market order the worse of it and the best price there is.</summary>
    private static decimal Price(Draft draft) => OrderPhase(draft) == EntryPhase.Market && draft.Quote is { } quote
        ? Math.Max(quote.Ask, draft.Trade.Plan.Entry)
        : draft.Trade.Plan.Entry;
}
