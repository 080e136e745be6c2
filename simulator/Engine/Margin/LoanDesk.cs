using Executor.Core.Exchange;

namespace Executor.Simulator.Engine.Margin;

/// <summary>Lends and takes back: the checks in Binance's words, what they let through, and the records of it.</summary>
internal sealed class LoanDesk(MarginOptions options, Accounts accounts, Valuation valuation, InterestClock interest, ChangeLog changes)
{
    private const int Decimals = 8;
    private long _nextTransactionId = 1;

    /// <summary>A loan that was asked for.</summary>
    public ExchangeReply Borrow(Account account, SymbolBook book, ExchangeCommand.Borrow request, DateTimeOffset now)
    {
        if ((BadRequest(account, book, request.Asset, request.Amount) ?? TooLittle(request)) is { } bad)
            return bad.ToReply();
        var (refused, fails) = MayBorrow(account, request.Asset, request.Amount, isAutomatic: false, now);
        if (refused is not null)
            return refused.ToReply();
        if (fails)
            Record(account, LoanKind.Borrow, request.Asset, request.Amount, 0m, LoanStatus.Failed, isAutomatic: false, now);
        else
            Lend(account, request.Asset, request.Amount, isAutomatic: false, now);
        return new ExchangeReply.Accepted([]);
    }

    /// <summary>A repayment that was asked for.</summary>
    public ExchangeReply Repay(Account account, SymbolBook book, ExchangeCommand.Repay request, DateTimeOffset now)
    {
        if ((BadRequest(account, book, request.Asset, request.Amount) ?? MayRepay(account, request, now)) is { } refused)
            return refused.ToReply();
        var fault = FaultOf(account, LoanKind.Repay, request.Asset, request.Amount, isAutomatic: false, now);
        if (fault.Refusal is not null)
            return fault.Refusal.ToReply();
        if (fault.Fails)
            Record(account, LoanKind.Repay, request.Asset, request.Amount, 0m, LoanStatus.Failed, isAutomatic: false, now);
        else
            TakeBack(account, request.Asset, request.Amount, isAutomatic: false, now);
        return new ExchangeReply.Accepted([]);
    }

    /// <summary>Why an order may not take the loan it needs; null when it may.</summary>
    public Refusal? OrderMayBorrow(Account account, string asset, decimal amount, DateTimeOffset now)
    {
        var (refused, fails) = MayBorrow(account, asset, amount, isAutomatic: true, now);
        return refused ?? (fails ? Refusal.NothingToLend : null);
    }

    /// <summary>Credits a loan that passed the checks.</summary>
    public void Lend(Account account, string asset, decimal amount, bool isAutomatic, DateTimeOffset now)
    {
        var purse = account.Of(asset);
        purse.Borrow(amount);
        interest.Begin(account, purse, amount, now);
        Record(account, LoanKind.Borrow, asset, amount, 0m, LoanStatus.Confirmed, isAutomatic, now);
    }

    /// <summary>
    /// Pays back up to <paramref name="most"/> of a debt out of what is free, as orders do. Nobody hears of it when it does not happen.
    /// </summary>
    public void RepayQuietly(Account account, string asset, decimal most, DateTimeOffset now)
    {
        var purse = account.Of(asset);
        var amount = Math.Min(most, Math.Min(purse.Free, purse.Debt));
        if (amount <= 0m || IsBusy(account, now))
            return;
        var fault = FaultOf(account, LoanKind.Repay, asset, amount, isAutomatic: true, now);
        if (fault.Refusal is null && !fault.Fails)
            TakeBack(account, asset, amount, isAutomatic: true, now);
    }

    /// <summary>The exchange takes what is free for the debt; nothing stops it.</summary>
    public void Seize(Purse purse, DateTimeOffset now)
    {
        if (Math.Min(purse.Free, purse.Debt) is > 0m and var amount)
            TakeBack(purse.Owner, purse.Asset, amount, isAutomatic: true, now);
    }

    /// <summary>Puts back a record of an earlier run.</summary>
    public void Restore(Account account, LoanRecord record)
    {
        account.Loans.Add(record);
        _nextTransactionId = Math.Max(_nextTransactionId, record.TransactionId + 1);
    }

    private (Refusal? Refused, bool Fails) MayBorrow(Account account, string asset, decimal amount, bool isAutomatic, DateTimeOffset now)
    {
        var terms = options.TermsOf(asset);
        if (valuation.Worth(account, asset, amount) is not { } worth)
            return (Refusal.NotAMarginAsset, false);
        if (account.Of(asset).Borrowed + amount > terms.MaxBorrow || valuation.LevelOf(account, worth) < options.BorrowLevel)
            return (AboveLimit(account), false);
        if (accounts.Margin.Sum(each => each.Of(asset).Borrowed) + amount > terms.Inventory)
            return (Refusal.NothingToLend, false);
        return IsBusy(account, now)
            ? (Refusal.LoanPending, false)
            : FaultOf(account, LoanKind.Borrow, asset, amount, isAutomatic, now);
    }

    private Refusal? MayRepay(Account account, ExchangeCommand.Repay request, DateTimeOffset now)
    {
        var purse = account.Of(request.Asset);
        var terms = options.TermsOf(request.Asset);
        if (request.Amount > purse.Debt)
            return Refusal.RepayExceedsDebt;
        var rest = purse.Debt - request.Amount;
        if (rest > 0m && request.Amount < terms.MinRepay)
            return Refusal.RepayTooSmall;
        if (rest > 0m && rest < terms.SmallestDebt)
            return Refusal.RestOfDebtTooSmall;
        if (request.Amount > purse.Free)
            return Refusal.NotEnough;
        return IsBusy(account, now) ? Refusal.LoanPending : null;
    }

    private Refusal? TooLittle(ExchangeCommand.Borrow request) =>
        request.Amount < options.TermsOf(request.Asset).MinBorrow ? Refusal.LoanTooSmall : null;

    private static Refusal? BadRequest(Account account, SymbolBook book, string asset, decimal amount)
    {
        if (amount <= 0m)
            return Refusal.IllegalCharacters("amount", Refusal.DecimalPattern);
        if (decimal.Round(amount, Decimals) != amount)
            return Refusal.AmountTooPrecise;
        var isOfPair = asset == book.Rules.BaseAsset || asset == book.Rules.QuoteAsset;
        return account.Key.Kind == TradingAccount.IsolatedMargin && !isOfPair ? Refusal.NotAMarginAsset : null;
    }

    private (Refusal? Refusal, bool Fails) FaultOf(
        Account account, LoanKind kind, string asset, decimal amount, bool isAutomatic, DateTimeOffset now) =>
        options.Faults.Next(new LoanAttempt(account.Key, kind, asset, amount, isAutomatic, now)) switch
        {
            LoanFault.None => (null, false),
            LoanFault.Pending => (Refusal.LoanPending, false),
            LoanFault.NothingToLend => (Refusal.NothingToLend, false),
            LoanFault.AboveLimit => (AboveLimit(account), false),
            LoanFault.Fails => (null, true),
        };

    private Refusal AboveLimit(Account account) =>
        options.IsolatedLimitHasOwnCode && account.Key.Kind == TradingAccount.IsolatedMargin ? Refusal.AboveIsolatedLimit : Refusal.AboveLimit;

    /// <summary>Only what was asked for blocks the account; what orders cause is carried out with them.</summary>
    private bool IsBusy(Account account, DateTimeOffset now) =>
        account.Loans.FindLast(record => !record.IsAutomatic) is { } last && now >= last.At && now < last.At + options.LoanProcessing;

    private void TakeBack(Account account, string asset, decimal amount, bool isAutomatic, DateTimeOffset now)
    {
        var (_, paidInterest) = account.Of(asset).Repay(amount);
        Record(account, LoanKind.Repay, asset, amount, paidInterest, LoanStatus.Confirmed, isAutomatic, now);
        interest.EndIfPaid(account);
    }

    private void Record(
        Account account, LoanKind kind, string asset, decimal amount, decimal paidInterest, LoanStatus status, bool isAutomatic, DateTimeOffset now)
    {
        var record = new LoanRecord(_nextTransactionId++, kind, asset, amount, amount - paidInterest, paidInterest, status, isAutomatic, now);
        account.Loans.Add(record);
        changes.Add(new LoanState(account.Key, record));
    }
}
