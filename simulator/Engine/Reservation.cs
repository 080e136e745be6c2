namespace Executor.Simulator.Engine;

/// <summary>Funds locked for one order, or once for both legs of a list.</summary>
internal sealed class Reservation(Purse purse)
{
    private readonly List<Order> _orders = new(1);

    public Purse Purse { get; } = purse;

    public void Hold(Order order) => _orders.Add(order);

    /// <summary>Sets free all that is held.</summary>
    public void Release()
    {
        Purse.Unlock(Amount);
        Amount = 0m;
    }

    /// <summary>Locks what the live orders need: the larger need of two legs, since only one of them can execute.</summary>
    public void Renew()
    {
        Release();
        var need = 0m;
        foreach (var order in _orders)
            need = Math.Max(need, order.Need);
        Purse.Lock(need);
        Amount = need;
    }

    /// <summary>Takes over funds that <see cref="Purse"/> already shows as locked; only after a restore.</summary>
    public decimal AdoptNeed()
    {
        foreach (var order in _orders)
            Amount = Math.Max(Amount, order.Need);
        return Amount;
    }

    public decimal Amount { get; private set; }
}
