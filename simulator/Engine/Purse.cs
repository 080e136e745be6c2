using System.Diagnostics;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>The account's holding of one asset.</summary>
internal sealed class Purse(string asset, ChangeLog changes)
{
    public string Asset { get; } = asset;
    public decimal Free { get; private set; }
    public decimal Locked { get; private set; }

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

    public void Restore(Balance balance) => (Free, Locked) = (balance.Free, balance.Locked);

    public Balance ToBalance() => new(Asset, Free, Locked);
}
