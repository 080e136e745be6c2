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

    /// <summary>Charges all hours that are due; true when there were any.</summary>
    public bool Accrue(DateTimeOffset now) => now >= _next && AccrueDue(now);

    /// <summary>A loan was credited: its first hour is due at once.</summary>
    public void Begin(Account account, Purse purse, decimal principal, DateTimeOffset now)
    {
        purse.ChargeInterest(Interest(purse.Asset, principal));
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
                    purse.ChargeInterest(hours * Interest(purse.Asset, purse.Borrowed));
            }
            SetDue(account, due + (hours * Hour));
        }
        return true;
    }

    private decimal Interest(string asset, decimal principal) =>
        decimal.Round(principal * options.TermsOf(asset).HourlyRate, Decimals, MidpointRounding.ToPositiveInfinity);
}
