using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>
/// The checks a request passes before it changes anything; null when it does. Their order is that of the Binance gateway: parameters,
/// filters, then the matching engine (market open, name free, stop ahead, funds, maker), then the number of orders.
/// </summary>
internal sealed class Admission(Funding funding)
{
    /// <summary>What is checked before the matching engine hears of an order.</summary>
    public static Refusal? AtGateway(Account account, SymbolBook book, NewOrder order) =>
        ParameterChecks.Order(order, ParameterNames.Single)
        ?? ParameterChecks.SideEffects(account, order)
        ?? FilterChecks.Order(book, order)
        ?? IsSomething(order);

    /// <inheritdoc cref="AtGateway(Account, SymbolBook, NewOrder)"/>
    public static Refusal? AtGateway(Account account, SymbolBook book, NewOco oco) =>
        OcoChecks.Parameters(oco)
        ?? ParameterChecks.SideEffects(account, oco.Above)
        ?? FilterChecks.Order(book, oco.Above)
        ?? FilterChecks.Order(book, oco.Below)
        ?? IsSomething(oco.Above)
        ?? IsSomething(oco.Below)
        ?? (book.Rules.OcoAllowed ? null : Refusal.OcoNotSupported);

    /// <summary>Room for one more order of this kind.</summary>
    public static Refusal? Counts(Account account, SymbolBook book, NewOrder order) =>
        FilterChecks.Counts(book, account, orders: 1, stops: order.Type.IsStop() ? 1 : 0, lists: 0);

    /// <summary>Room for one more OCO.</summary>
    public static Refusal? Counts(Account account, SymbolBook book) => FilterChecks.Counts(book, account, orders: 2, stops: 1, lists: 1);

    /// <summary>A market purchase needs what it costs; everything else needs what it locks.</summary>
    /// <param name="book">Market of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="available">What it would execute at once.</param>
    public static decimal Need(SymbolBook book, NewOrder order, decimal available) => order switch
    {
        { Type: OrderType.Market, Side: OrderSide.Buy } => book.Ask * available,
        _ => Order.LockFor(order.Side, order.Price ?? order.StopPrice, order.Quantity),
    };

    /// <summary>The two legs lock once, what the dearer one needs.</summary>
    public static decimal Need(SymbolBook book, NewOco oco) =>
        Math.Max(Need(book, oco.Above, available: 0m), Need(book, oco.Below, available: 0m));

    /// <summary>What the matching engine itself checks.</summary>
    public Refusal? AtEngine(Account account, SymbolBook book, NewOrder order, decimal available, DateTimeOffset now)
    {
        if (!book.IsTrading)
            return Refusal.MarketClosed;
        if (account.FindOpen(order.ClientOrderId) is not null)
            return Refusal.DuplicateOrder;
        if (order.StopPrice is { } stopPrice && book.IsTriggered(order.Side, stopPrice))
            return Refusal.WouldTrigger;
        var purse = account.Of(OrderFactory.LockedAsset(book.Rules, order.Side));
        if (funding.Check(purse, Need(book, order, available), order.SideEffect, now) is { } unpaid)
            return unpaid;
        return order.Type == OrderType.LimitMaker && book.IsMarketable(order.Side, order.Price) ? Refusal.WouldTake : null;
    }

    /// <inheritdoc cref="AtEngine(Account, SymbolBook, NewOrder, decimal, DateTimeOffset)"/>
    public Refusal? AtEngine(Account account, SymbolBook book, NewOco oco, DateTimeOffset now)
    {
        if (!book.IsTrading)
            return Refusal.MarketClosed;
        if (account.IsListNameTaken(oco.ListClientOrderId) || account.FindOpen(oco.Above.ClientOrderId) is not null
            || account.FindOpen(oco.Below.ClientOrderId) is not null)
        {
            return Refusal.DuplicateOrder;
        }
        if (OcoChecks.PriceRelation(book.Last, oco) is { } relation)
            return relation;
        var purse = account.Of(OrderFactory.LockedAsset(book.Rules, oco.Above.Side));
        return funding.Check(purse, Need(book, oco), oco.Above.SideEffect, now);
    }

    private static Refusal? IsSomething(NewOrder order) =>
        order.Quantity > 0m && order.Price != 0m && order.StopPrice != 0m ? null : Refusal.NothingToTrade;
}
