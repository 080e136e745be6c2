using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>The accounts of the exchange's one customer. Spot is always there, a margin account once it has been opened.</summary>
internal sealed class Accounts
{
    private readonly ChangeLog _changes;
    private readonly List<Account> _margin = [];

    public Accounts(ChangeLog changes)
    {
        _changes = changes;
        Spot = new Account(AccountKey.Spot, changes);
    }

    public Account Spot { get; }

    /// <summary>Margin accounts, in the order of their keys.</summary>
    public IReadOnlyList<Account> Margin => _margin;

    public IEnumerable<Account> All => _margin.Prepend(Spot);

    public Account? Find(AccountKey key)
    {
        if (key.Kind == TradingAccount.Spot)
            return Spot;
        foreach (var account in _margin)
        {
            if (account.Key == key)
                return account;
        }
        return null;
    }

    public Account Open(AccountKey key)
    {
        if (Find(key) is { } known)
            return known;
        var account = new Account(key, _changes);
        _margin.Add(account);
        _margin.Sort((left, right) => left.Key.CompareTo(right.Key));
        _changes.Touch(account);
        return account;
    }

    /// <summary>All accounts stay open, with nothing in them.</summary>
    public void Clear()
    {
        foreach (var account in All)
            account.Clear();
        foreach (var account in _margin)
            _changes.Touch(account);
    }
}
