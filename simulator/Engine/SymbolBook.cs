using Executor.Core.Exchange;
using Executor.Core.Market;

namespace Executor.Simulator.Engine;

/// <summary>One market: its rules, its last price and the orders of all accounts on it.</summary>
internal sealed class SymbolBook(SymbolRules rules, int slippageTicks, MarketIds ids)
{
    private readonly Dictionary<long, Order> _byId = [];
    private readonly Dictionary<(Account, string), Order> _latestByClientId = [];
    private readonly List<Order> _open = [];
    private decimal _low = decimal.MinValue;
    private decimal _high = decimal.MaxValue;
    private bool _isFollowed;

    public SymbolRules Rules { get; private set; } = rules;
    public MarketStatus Status { get; set; }

    /// <summary>Ticks between the last price and the best quote on either side.</summary>
    public int SpreadTicks { get; set; } = slippageTicks;

    public bool IsTrading => Rules.IsTrading && Status == MarketStatus.Trading;
    public decimal Last { get; private set; }
    public DateTimeOffset LastAt { get; private set; }
    public MarketIds Ids { get; } = ids;
    public List<Order> All { get; } = [];
    public TimedRecords<Fill> Trades { get; } = new(fill => fill.At);

    /// <summary>Open orders, oldest first.</summary>
    public IReadOnlyList<Order> Open => _open;

    public decimal Bid => Math.Max(Rules.TickSize, Last - (SpreadTicks * Rules.TickSize));
    public decimal Ask => Last + (SpreadTicks * Rules.TickSize);

    public void SetRules(SymbolRules rules)
    {
        Rules = rules;
        Refresh();
    }

    public void SetLast(decimal price, DateTimeOffset at) => (Last, LastAt) = (price, at);

    /// <summary>True when a trade at <paramref name="price"/> changes an order.</summary>
    public bool Touches(decimal price) => price <= _low || price >= _high || _isFollowed;

    /// <summary>What an order of <paramref name="side"/> pays or gets when it takes.</summary>
    public decimal TakePrice(OrderSide side) => side switch
    {
        OrderSide.Buy => Ask,
        OrderSide.Sell => Bid,
    };

    /// <summary>True when an order with this limit finds a counterpart at once; null is no limit.</summary>
    public bool IsMarketable(OrderSide side, decimal? limit) => side switch
    {
        OrderSide.Buy => limit is null || limit >= Ask,
        OrderSide.Sell => limit is null || limit <= Bid,
    };

    /// <summary>True when the last price is at or beyond the stop.</summary>
    public bool IsTriggered(OrderType type, OrderSide side, decimal stopPrice) =>
        type.TriggersBelow(side) ? Last <= stopPrice : Last >= stopPrice;

    /// <summary>
    /// First price on the way to <paramref name="target"/>, the last price excluded, whose trade changes an order; null: none. An order
    /// that could execute at the last price already (liquidity was short) is next touched one tick further on.
    /// </summary>
    public decimal? NextTouch(decimal target)
    {
        if (_isFollowed && target != Last)
            return target < Last ? Math.Max(Last - Rules.TickSize, target) : Math.Min(Last + Rules.TickSize, target);
        if (target < Last)
        {
            if (target > _low && Last < _high)
                return null;
            var step = Math.Max(Last - Rules.TickSize, target);
            if (Touches(Last) && Touches(step))
                return step;
            return _low >= target ? _low : null;
        }
        if (target > Last)
        {
            if (target < _high && Last > _low)
                return null;
            var step = Math.Min(Last + Rules.TickSize, target);
            if (Touches(Last) && Touches(step))
                return step;
            return _high <= target ? _high : null;
        }
        return null;
    }

    public Order? Find(long id) => _byId.GetValueOrDefault(id);

    public Order? FindLatest(Account account, string clientOrderId) => _latestByClientId.GetValueOrDefault((account, clientOrderId));

    public void Add(Order order)
    {
        All.Add(order);
        _byId.Add(order.Id, order);
        _latestByClientId[(order.Account, order.ClientOrderId)] = order;
        if (order.IsLive)
            _open.Add(order);
        Refresh();
    }

    /// <summary>A query by that name finds <paramref name="order"/>; by its own when none is given.</summary>
    public void Remember(Order order, string? name = null) => _latestByClientId[(order.Account, name ?? order.ClientOrderId)] = order;

    /// <summary>A query by the name of <paramref name="order"/> no longer finds it.</summary>
    public void Forget(Order order)
    {
        if (FindLatest(order.Account, order.ClientOrderId) == order)
            _latestByClientId.Remove((order.Account, order.ClientOrderId));
    }

    public void Remove(Order order)
    {
        _open.Remove(order);
        Refresh();
    }

    /// <summary>Forgets orders and executions; ids go on.</summary>
    public void Clear()
    {
        _byId.Clear();
        _latestByClientId.Clear();
        _open.Clear();
        All.Clear();
        Trades.Clear();
        Refresh();
    }

    /// <summary>Finds the nearest prices that matter; to be called after every change of an open order.</summary>
    public void Refresh()
    {
        _low = decimal.MinValue;
        _high = decimal.MaxValue;
        _isFollowed = false;
        foreach (var order in _open)
        {
            if (order.IsPending || order is { IsWorking: true, Price: null })
                continue; // waits for its working order; a market order in the middle of its execution
            if (order.IsFollowing)
            {
                _isFollowed = true;
                continue;
            }
            if (order.WaitsBelow)
                _low = Math.Max(_low, order.TouchPrice);
            else
                _high = Math.Min(_high, order.TouchPrice);
        }
    }

    public Quote ToQuote() => new(Bid, Ask, Last, LastAt);

    public SymbolState ToState() => new(Rules, Last, LastAt, Ids.NextOrderId, Ids.NextTradeId) { Status = Status, NextExecutionId = Ids.NextExecutionId };
}
