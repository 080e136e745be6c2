using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>
/// The checks a request passes before it changes anything; null when it does. Their order is that of the Binance gateway: parameters,
/// filters, then the matching engine (market open, name free, stop ahead, funds, maker), then the number of orders.
/// </summary>
internal sealed class Admission(Wallet wallet, Matcher matcher, Func<string, bool> isListNameTaken)
{
    /// <summary>What is checked before the matching engine hears of an order.</summary>
    public static Refusal? AtGateway(SymbolBook book, NewOrder order) =>
        ParameterChecks.Order(order, ParameterNames.Single) ?? FilterChecks.Order(book, order) ?? IsSomething(order);

    /// <inheritdoc cref="AtGateway(SymbolBook, NewOrder)"/>
    public static Refusal? AtGateway(SymbolBook book, NewOco oco) =>
        OcoChecks.Parameters(oco)
        ?? FilterChecks.Order(book, oco.Above)
        ?? FilterChecks.Order(book, oco.Below)
        ?? IsSomething(oco.Above)
        ?? IsSomething(oco.Below)
        ?? (book.Rules.OcoAllowed ? null : Refusal.OcoNotSupported);

    /// <summary>Room for one more order of this kind.</summary>
    public static Refusal? Counts(SymbolBook book, NewOrder order) =>
        FilterChecks.Counts(book, orders: 1, stops: order.Type.IsStop() ? 1 : 0, lists: 0);

    /// <summary>Room for one more list.</summary>
    public static Refusal? Counts(SymbolBook book) => FilterChecks.Counts(book, orders: 2, stops: 1, lists: 1);

    /// <summary>What the matching engine itself checks.</summary>
    /// <param name="book">Market of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="available">What it would execute at once.</param>
    public Refusal? AtEngine(SymbolBook book, NewOrder order, decimal available)
    {
        if (!book.Rules.IsTrading)
            return Refusal.MarketClosed;
        if (matcher.FindOpen(order.ClientOrderId) is not null)
            return Refusal.DuplicateOrder;
        if (order.StopPrice is { } stopPrice && book.IsTriggered(order.Side, stopPrice))
            return Refusal.WouldTrigger;
        if (!IsFunded(book, order.Side, Need(book, order, available)))
            return Refusal.InsufficientBalance;
        return order.Type == OrderType.LimitMaker && book.IsMarketable(order.Side, order.Price) ? Refusal.WouldTake : null;
    }

    /// <inheritdoc cref="AtEngine(SymbolBook, NewOrder, decimal)"/>
    public Refusal? AtEngine(SymbolBook book, NewOco oco)
    {
        if (!book.Rules.IsTrading)
            return Refusal.MarketClosed;
        if (isListNameTaken(oco.ListClientOrderId) || matcher.FindOpen(oco.Above.ClientOrderId) is not null
            || matcher.FindOpen(oco.Below.ClientOrderId) is not null)
        {
            return Refusal.DuplicateOrder;
        }
        if (OcoChecks.PriceRelation(book.Last, oco) is { } relation)
            return relation;
        var need = Math.Max(Need(book, oco.Above, available: 0m), Need(book, oco.Below, available: 0m));
        return IsFunded(book, oco.Above.Side, need) ? null : Refusal.InsufficientBalance;
    }

    private static Refusal? IsSomething(NewOrder order) =>
        order.Quantity > 0m && order.Price != 0m && order.StopPrice != 0m ? null : Refusal.NothingToTrade;

    /// <summary>A market purchase needs what it costs; everything else needs what it locks.</summary>
    private static decimal Need(SymbolBook book, NewOrder order, decimal available) => order switch
    {
        { Type: OrderType.Market, Side: OrderSide.Buy } => book.Ask * available,
        _ => Order.LockFor(order.Side, order.Price ?? order.StopPrice, order.Quantity),
    };

    private bool IsFunded(SymbolBook book, OrderSide side, decimal need) => side switch
    {
        OrderSide.Buy => wallet.Of(book.Rules.QuoteAsset).Free >= need,
        OrderSide.Sell => wallet.Of(book.Rules.BaseAsset).Free >= need,
    };
}
