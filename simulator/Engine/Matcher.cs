using System.Diagnostics;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>
/// Moves orders through their lives: onto the book, through executions, off the book. Knows nothing of requests and refusals; whoever
/// calls has checked.
/// </summary>
internal sealed class Matcher
{
    private readonly EngineOptions _options;
    private readonly LoanDesk _loans;
    private readonly ChangeLog _changes;
    private readonly CommissionSchedule _commissions;
    private readonly PendingLegs _pendingLegs;
    private readonly List<Order> _touched = [];

    public Matcher(EngineOptions options, LoanDesk loans, ChangeLog changes)
    {
        _options = options;
        _loans = loans;
        _changes = changes;
        Events = new EventLog(options.DetailedEvents, changes);
        _commissions = new CommissionSchedule(options);
        _pendingLegs = new PendingLegs(options, this, changes);
    }

    public EventLog Events { get; }

    /// <summary>How much of an order that takes now would execute, at <see cref="SymbolBook.TakePrice"/>.</summary>
    public decimal PlanTake(SymbolBook book, long orderId, OrderSide side, decimal? limit, decimal wanted, DateTimeOffset now) =>
        book.IsMarketable(side, limit)
            ? Available(book, new LiquidityRequest(book.Rules.Symbol, orderId, side, book.TakePrice(side), wanted, IsMaker: false, now))
            : 0m;

    /// <summary>Takes up an order that passed every check; funds are locked, nothing has executed.</summary>
    public void Accept(Order order)
    {
        order.Reservation.Hold(order);
        order.Book.Add(order);
        order.Account.TakeName(order);
        order.Reservation.Renew();
        _changes.Touch(order.Book);
        Announce(order, ExecutionKind.New);
    }

    /// <summary>Puts back an order of an earlier run.</summary>
    public void Restore(Order order)
    {
        order.Book.Add(order);
        if (order.Status == OrderStatus.Canceled)
            LoseName(order);
        if (!order.IsLive)
            return;
        order.Reservation.Hold(order);
        order.Account.TakeName(order);
    }

    /// <summary>Lets an accepted or triggered order take <paramref name="available"/> and decides what becomes of the rest.</summary>
    public void Enter(Order order, decimal available, DateTimeOffset now)
    {
        if (order is { Price: not null, TimeInForce: TimeInForce.FillOrKill } && available < order.Remaining)
        {
            Expire(order, ExpiryReasons.UnfilledFillOrKill, now);
            return;
        }
        if (available > 0m)
            Execute(order, order.Book.TakePrice(order.Side), available, isMaker: false, now);
        if (!order.IsLive)
            return;
        if (order.Price is null)
            Expire(order, ExpiryReasons.InsufficientLiquidity, now);
        else if (order.TimeInForce == TimeInForce.ImmediateOrCancel)
            Expire(order, ExpiryReasons.UnfilledImmediateOrCancel, now);
        else
            order.Book.Refresh();
    }

    /// <summary>
    /// One trade of the market. Orders it touches react nearest to the previous price first, as a continuous move would have met them;
    /// at equal distance stops before limits, since that order is the worse one for the account; then the older order.
    /// </summary>
    public void Print(SymbolBook book, decimal price, DateTimeOffset at)
    {
        var previous = book.Last;
        book.SetLast(price, at);
        _changes.Touch(book);
        if (book.Touches(price))
            React(book, previous, price, at);
    }

    /// <param name="order">A live order.</param>
    /// <param name="cancelId">The id of the cancel, which becomes the name of the order; null: it keeps its own.</param>
    /// <param name="now">Present time, UTC.</param>
    public void Cancel(Order order, string? cancelId, DateTimeOffset now)
    {
        order.CancelId = cancelId;
        End(order, OrderStatus.Canceled, reason: null, now);
        LoseName(order);
    }

    public void Expire(Order order, string? reason, DateTimeOffset now) => End(order, OrderStatus.Expired, reason, now);

    public void ExpireAll(IReadOnlyList<Order> orders, string reason, DateTimeOffset now)
    {
        foreach (var order in orders)
            Expire(order, reason, now);
    }

    /// <summary>Orders that waited enter the book; a single one takes <paramref name="available"/>.</summary>
    public void Wake(IReadOnlyList<Order> orders, decimal available, DateTimeOffset now)
    {
        foreach (var order in orders)
        {
            order.Status = OrderStatus.New;
            order.IsWorking = !order.IsStop;
            order.WorkingAt = order.IsWorking ? now : null;
            order.UpdatedAt = now;
        }
        orders[0].Reservation.Renew();
        foreach (var order in orders)
            Announce(order, ExecutionKind.New);
        orders[0].Book.Refresh();
        if (orders is [{ IsWorking: true } only])
            Enter(only, available, now);
    }

    /// <param name="order">A live order.</param>
    /// <param name="quantity">Its new quantity.</param>
    /// <param name="newName">Its new name, which is free; null: it keeps its own.</param>
    /// <param name="now">Present time, UTC.</param>
    public void Amend(Order order, decimal quantity, string? newName, DateTimeOffset now)
    {
        order.Amendments++;
        var previousName = order.ClientOrderId;
        if (newName is not null && newName != previousName)
            Rename(order, newName);
        if (quantity <= order.Executed)
        {
            order.Quantity = order.Executed;
            Expire(order, reason: null, now);
            return;
        }
        order.Quantity = quantity;
        order.UpdatedAt = now;
        order.Reservation.Renew();
        _changes.Touch(order);
        Events.Add(order, ExecutionKind.Replaced, previousName: previousName);
    }

    private static void Rename(Order order, string newName)
    {
        order.Account.FreeName(order);
        order.Book.Forget(order);
        order.ClientOrderId = newName;
        order.Account.TakeName(order);
        order.Book.Remember(order);
    }

    private void React(SymbolBook book, decimal previous, decimal price, DateTimeOffset at)
    {
        _touched.Clear();
        foreach (var order in book.Open)
        {
            if (!order.IsPending && IsTouched(order, price, at))
                _touched.Add(order);
        }
        _touched.Sort((left, right) => CompareUrgency(left, right, previous));
        foreach (var order in _touched)
        {
            if (!order.IsLive)
                continue; // its sibling came first
            if (order.IsWorking)
                Touch(order, at);
            else
                Trigger(order, at);
        }
    }

    private bool IsTouched(Order order, decimal price, DateTimeOffset at)
    {
        if (!order.IsFollowing)
            return order.WaitsBelow ? price <= order.TouchPrice : price >= order.TouchPrice;
        _changes.Touch(order);
        return order.Trail!.Follow(price, at);
    }

    private static int CompareUrgency(Order left, Order right, decimal previous)
    {
        var byDistance = Distance(left, previous).CompareTo(Distance(right, previous));
        if (byDistance != 0)
            return byDistance;
        var byKind = left.IsWorking.CompareTo(right.IsWorking);
        return byKind != 0 ? byKind : left.Id.CompareTo(right.Id);
    }

    private static decimal Distance(Order order, decimal previous) =>
        Math.Max(0m, order.WaitsBelow ? previous - order.TouchPrice : order.TouchPrice - previous);

    private void Touch(Order order, DateTimeOffset at)
    {
        var price = order.Price ?? throw new UnreachableException($"Order {order.Id} rests without a price.");
        var request = new LiquidityRequest(order.Book.Rules.Symbol, order.Id, order.Side, price, order.Remaining, IsMaker: true, at);
        var available = Available(order.Book, request);
        if (available == 0m)
            return;
        ExpireSiblings(order, at);
        Execute(order, price, available, isMaker: true, at);
        if (order.IsLive)
            order.Book.Refresh();
    }

    private void Trigger(Order order, DateTimeOffset at)
    {
        order.IsWorking = true;
        order.WorkingAt = at;
        order.UpdatedAt = at;
        _changes.Touch(order);
        ExpireSiblings(order, at);
        order.Reservation.Renew();
        if (_options.AnnounceTrigger)
            Announce(order, ExecutionKind.New);
        var book = order.Book;
        var available = PlanTake(book, order.Id, order.Side, order.Price, order.Remaining, at);
        if (MayEnter(order, available))
            Enter(order, available, at);
        else
            Expire(order, ExpiryReasons.Rejected, at);
    }

    /// <summary>A triggered order is checked again: a buy stop may cost more than it locked, prices may have left the legal band.</summary>
    private static bool MayEnter(Order order, decimal available)
    {
        if (order.Price is { } price)
            return FilterChecks.PercentPrice(order.Book, order.Side, price) is null;
        return order.Side switch
        {
            OrderSide.Buy => order.Account.Of(order.Book.Rules.QuoteAsset).Free >= order.Book.Ask * available,
            OrderSide.Sell => true,
        };
    }

    private void ExpireSiblings(Order order, DateTimeOffset now)
    {
        if (order.List is null)
            return;
        foreach (var leg in order.List.Legs)
        {
            if (leg != order && leg.IsLive && order != order.List.Working)
                Expire(leg, ExpiryReasons.OcoTrigger, now);
        }
    }

    private void Execute(Order order, decimal price, decimal quantity, bool isMaker, DateTimeOffset at)
    {
        var book = order.Book;
        var rules = book.Rules;
        var notional = price * quantity;
        order.Reservation.Release();
        var (baseChange, quoteChange) = order.Side switch
        {
            OrderSide.Buy => (quantity, -notional),
            OrderSide.Sell => (-quantity, notional),
        };
        order.Account.Of(rules.BaseAsset).Add(baseChange);
        order.Account.Of(rules.QuoteAsset).Add(quoteChange);
        var (receivedAsset, received) = order.Side switch
        {
            OrderSide.Buy => (rules.BaseAsset, quantity),
            OrderSide.Sell => (rules.QuoteAsset, notional),
        };

        order.Executed += quantity;
        order.QuoteExecuted += notional;
        order.Status = order.Remaining == 0m ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        order.UpdatedAt = at;
        order.Reservation.Renew(); // before the commission, which may only be taken from what is free
        var (commission, commissionAsset) = _commissions.Charge(order.Account, receivedAsset, received, notional, isMaker);
        if (!order.IsLive)
            Close(order);

        var fill = new Fill(book.Ids.TakeTradeId(), order.Id, price, quantity, commission, commissionAsset, at, isMaker);
        book.Trades.Add(fill);
        _changes.Add(new TradeState(rules.Symbol, fill));
        _changes.Touch(book);
        _changes.Touch(order);
        Events.Add(order, ExecutionKind.Trade, fill);
        if (order is { IsLive: false, List: { } ended })
            EndIfDone(ended, at);
        Follow(order, fill, received - (commissionAsset == receivedAsset ? commission : 0m), receivedAsset);
    }

    /// <summary>What an execution sets going: a repayment, the orders that waited for it.</summary>
    private void Follow(Order order, Fill fill, decimal received, string receivedAsset)
    {
        if (order.SideEffect.Repays())
            _loans.RepayQuietly(order.Account, receivedAsset, received, fill.At);
        if (order.List is not { } list || list.Working != order)
            return;
        if (list.IsPaidByWorking)
            _pendingLegs.Collect(list, fill);
        if (order.Status == OrderStatus.Filled)
            _pendingLegs.Activate(list, fill.At);
    }

    private void End(Order order, OrderStatus status, string? reason, DateTimeOffset now)
    {
        order.Status = status;
        order.ExpiryReason = reason;
        order.UpdatedAt = now;
        order.Reservation.Renew();
        Close(order);
        _changes.Touch(order);
        Events.Add(order, status == OrderStatus.Canceled ? ExecutionKind.Canceled : ExecutionKind.Expired, previousName: order.CancelId is null ? null : order.ClientOrderId);
        if (order.List is { } ended)
            EndIfDone(ended, now);
        if (order.List is { } list && list.Working == order)
            ExpireAll([.. list.Pending.Where(leg => leg.IsPending)], reason == ExpiryReasons.ExchangeCanceled ? reason : ExpiryReasons.WorkingOrderEnded, now);
    }

    private static void Close(Order order)
    {
        order.Account.FreeName(order);
        order.Book.Remove(order);
    }

    private void LoseName(Order order)
    {
        if (order.CancelId is { } cancelId)
            order.Book.Remember(order, cancelId);
        if (!_options.CancelledOrdersKeepTheirName)
            order.Book.Forget(order);
    }

    private void EndIfDone(OrderList list, DateTimeOffset now)
    {
        list.ChangedAt = now;
        _changes.Touch(list);
        if (!list.IsLive)
            Events.Add(list, ListChange.Done, now);
    }

    private void Announce(Order order, ExecutionKind kind)
    {
        _changes.Touch(order);
        Events.Add(order, kind);
    }

    private decimal Available(SymbolBook book, in LiquidityRequest request)
    {
        var available = Math.Clamp(_options.Liquidity.Available(request), 0m, request.Wanted);
        return available == request.Wanted || book.Rules.LotStep == 0m ? available : available - (available % book.Rules.LotStep);
    }
}
