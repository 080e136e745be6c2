using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>One account: its holdings and debts, the names its open orders use, its loans.</summary>
internal sealed class Account(AccountKey key, ChangeLog changes)
{
    private readonly Dictionary<string, Purse> _byAsset = new(StringComparer.Ordinal);
    private readonly List<Purse> _purses = [];
    private readonly Dictionary<string, Order> _openByClientId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderList> _listsByName = new(StringComparer.Ordinal);

    public AccountKey Key { get; } = key;

    public bool IsMargin { get; } = key.Kind.IsMargin();

    /// <summary>In no particular order.</summary>
    public IReadOnlyList<Purse> Purses => _purses;

    /// <summary>Loans and repayments, oldest first.</summary>
    public TimedRecords<LoanRecord> Loans { get; } = new(record => record.At);

    /// <summary>Interest charged, oldest first.</summary>
    public List<InterestCharge> Interest { get; } = [];

    /// <summary>Order lists, oldest first.</summary>
    public List<OrderList> Lists { get; } = [];

    /// <summary>When the next hour's interest is charged, UTC; null without debts.</summary>
    public DateTimeOffset? InterestDueAt { get; set; }

    public bool HasDebts => _purses.Exists(purse => purse.Debt > 0m);

    public Purse Of(string asset)
    {
        if (!_byAsset.TryGetValue(asset, out var purse))
        {
            _byAsset.Add(asset, purse = new Purse(this, asset, changes));
            _purses.Add(purse);
        }
        return purse;
    }

    /// <summary>The open order of that name, on whatever symbol; null when the name is free.</summary>
    public Order? FindOpen(string clientOrderId) => _openByClientId.GetValueOrDefault(clientOrderId);

    public void TakeName(Order order) => _openByClientId.Add(order.ClientOrderId, order);

    public void FreeName(Order order) => _openByClientId.Remove(order.ClientOrderId);

    /// <summary>True while a list of that name has a live leg; lists have a name space of their own.</summary>
    public bool IsListNameTaken(string listClientOrderId) => _listsByName.TryGetValue(listClientOrderId, out var list) && list.IsLive;

    public void TakeName(OrderList list)
    {
        _listsByName[list.ClientOrderId] = list;
        Lists.Add(list);
    }

    public AccountState ToState() => new(Key, InterestDueAt);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _byAsset.Clear();
        _purses.Clear();
        _openByClientId.Clear();
        _listsByName.Clear();
        Loans.Clear();
        Interest.Clear();
        Lists.Clear();
        InterestDueAt = null;
    }
}
