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
    public static Refusal? AtGateway(Account account, SymbolBook book, NewOrder order, OrderExtras extras) =>
        ParameterChecks.Order(order, extras, ParameterNames.Single)
        ?? ParameterChecks.SideEffects(account, order)
        ?? ExtrasChecks.QuoteQuantity(book, order, extras)
        ?? Values(book, order)
        ?? ExtrasChecks.Filters(book, order, extras);

    /// <summary>Prices and quantity by themselves.</summary>
    public static Refusal? Values(SymbolBook book, NewOrder order) =>
        FilterChecks.Order(book, order)
        ?? (order.Quantity > 0m && order.Price != 0m && order.StopPrice != 0m ? null : Refusal.NothingToTrade);

    /// <summary>Room for one more order of this kind.</summary>
    public static Refusal? Counts(Account account, SymbolBook book, NewOrder order) =>
        FilterChecks.Counts(book, account, orders: 1, stops: order.Type.IsStop() ? 1 : 0, lists: 0);

    /// <summary>True for a maker order that crosses the book.</summary>
    public static bool WouldTake(SymbolBook book, NewOrder order) =>
        order.Type == OrderType.LimitMaker && book.IsMarketable(order.Side, order.Price);

    /// <summary>A market purchase needs what it costs; everything else needs what it locks.</summary>
    /// <param name="book">Market of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="available">What it would execute at once.</param>
    public static decimal Need(SymbolBook book, NewOrder order, decimal available) => order switch
    {
        { Type: OrderType.Market, Side: OrderSide.Buy } => book.Ask * available,
        _ => Order.LockFor(order.Side, order.Price ?? order.StopPrice ?? book.Last, order.Quantity),
    };

    /// <summary>What the matching engine itself checks.</summary>
    public Refusal? AtEngine(Account account, SymbolBook book, NewOrder order, decimal available, DateTimeOffset now)
    {
        if (!book.IsTrading)
            return Refusal.MarketClosed;
        if (account.FindOpen(order.ClientOrderId) is not null)
            return Refusal.DuplicateOrder;
        if (order.StopPrice is { } stopPrice && book.IsTriggered(order.Type, order.Side, stopPrice))
            return Refusal.WouldTrigger;
        var purse = account.Of(OrderFactory.LockedAsset(book.Rules, order.Side));
        if (funding.Check(purse, Need(book, order, available), order.SideEffect, now) is { } unpaid)
            return unpaid;
        return WouldTake(book, order) ? Refusal.WouldTake : null;
    }
}
