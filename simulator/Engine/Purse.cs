using System.Diagnostics;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>An account's holding of one asset and its debt in it.</summary>
internal sealed class Purse(Account owner, string asset, ChangeLog changes)
{
    public Account Owner { get; } = owner;
    public string Asset { get; } = asset;
    public decimal Free { get; private set; }
    public decimal Locked { get; private set; }
    public decimal Borrowed { get; private set; }
    public decimal Interest { get; private set; }
    public decimal Total => Free + Locked;
    public decimal Debt => Borrowed + Interest;

    public void Add(decimal amount)
    {
        Free += amount;
        if (Free < 0m)
            throw new UnreachableException($"Free {Asset} would be {Free}: a check before the trade let it through.");
        changes.Touch(this);
    }

    public void Lock(decimal amount)
    {
        if (amount == 0m)
            return;
        Add(-amount);
        Locked += amount;
    }

    public void Unlock(decimal amount)
    {
        if (amount == 0m)
            return;
        Locked -= amount;
        Add(amount);
    }

    /// <summary>Credits a loan.</summary>
    public void Borrow(decimal amount)
    {
        Borrowed += amount;
        Add(amount);
    }

    public void ChargeInterest(decimal amount)
    {
        Interest += amount;
        changes.Touch(this);
    }

    /// <summary>Pays back out of what is free, interest first; <paramref name="amount"/> is at most the debt.</summary>
    public (decimal Principal, decimal Interest) Repay(decimal amount)
    {
        var interest = Math.Min(amount, Interest);
        var principal = amount - interest;
        Interest -= interest;
        Borrowed -= principal;
        Add(-amount);
        return (principal, interest);
    }

    public void Restore(Balance balance) =>
        (Free, Locked, Borrowed, Interest) = (balance.Free, balance.Locked, balance.Borrowed, balance.Interest);

    public Balance ToBalance() => new(Asset, Free, Locked) { Borrowed = Borrowed, Interest = Interest };

    public AccountBalance ToState() => new(Owner.Key, ToBalance());
}
