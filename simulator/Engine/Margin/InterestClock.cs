namespace Executor.Simulator.Engine.Margin;

/// <summary>
/// Charges interest: for the running hour when a loan is taken, then at every full hour of the clock. Simple interest on the principal,
/// rounded up to 8 decimals.
/// </summary>
internal sealed class InterestClock(MarginOptions options, Accounts accounts, ChangeLog changes)
{
    private const int Decimals = 8;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private DateTimeOffset _next = DateTimeOffset.MaxValue;
    private long _nextNumber = 1;

    /// <summary>Charges all hours that are due; true when there were any.</summary>
    public bool Accrue(DateTimeOffset now) => now >= _next && AccrueDue(now);

    /// <summary>A loan was credited: its first hour is due at once.</summary>
    public void Begin(Account account, Purse purse, decimal principal, DateTimeOffset now)
    {
        Charge(account, purse, principal, Interest(purse.Asset, principal), isOnBorrow: true, now);
        if (account.InterestDueAt is null)
            SetDue(account, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Hour.Ticks), TimeSpan.Zero) + Hour);
    }

    /// <summary>A debt became smaller: the clock stops when it was the last.</summary>
    public void EndIfPaid(Account account)
    {
        if (account is { InterestDueAt: not null, HasDebts: false })
            SetDue(account, null);
    }

    /// <summary>Finds the next hour; after accounts were put back or emptied.</summary>
    public void Rewind()
    {
        _next = DateTimeOffset.MaxValue;
        foreach (var account in accounts.Margin)
        {
            if (account.InterestDueAt < _next)
                _next = account.InterestDueAt.Value;
        }
    }

    private void SetDue(Account account, DateTimeOffset? at)
    {
        account.InterestDueAt = at;
        changes.Touch(account);
        Rewind();
    }

    private bool AccrueDue(DateTimeOffset now)
    {
        foreach (var account in accounts.Margin)
        {
            if (account.InterestDueAt is not { } due || due > now)
                continue;
            var hours = 1 + ((now - due).Ticks / Hour.Ticks);
            foreach (var purse in account.Purses)
            {
                if (purse.Borrowed > 0m)
                    Charge(account, purse, purse.Borrowed, hours * Interest(purse.Asset, purse.Borrowed), isOnBorrow: false, now);
            }
            SetDue(account, due + (hours * Hour));
        }
        return true;
    }

    /// <summary>Puts back a charge of an earlier run.</summary>
    public void Restore(Account account, InterestCharge charge)
    {
        account.Interest.Add(charge);
        _nextNumber = Math.Max(_nextNumber, charge.Number + 1);
    }

    private void Charge(Account account, Purse purse, decimal principal, decimal amount, bool isOnBorrow, DateTimeOffset at)
    {
        purse.ChargeInterest(amount);
        var charge = new InterestCharge(_nextNumber++, purse.Asset, principal, amount, options.TermsOf(purse.Asset).HourlyRate, isOnBorrow, at);
        account.Interest.Add(charge);
        changes.Add(new InterestState(account.Key, charge));
    }

    private decimal Interest(string asset, decimal principal) =>
        decimal.Round(principal * options.TermsOf(asset).HourlyRate, Decimals, MidpointRounding.ToPositiveInfinity);
}
