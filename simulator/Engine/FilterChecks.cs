using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>The filters of a symbol; null when an order passes. A bound or step of 0 switches its rule off.</summary>
internal static class FilterChecks
{
    public static Refusal? Order(SymbolBook book, NewOrder order) =>
        Price(book.Rules, order.Price)
        ?? Price(book.Rules, order.StopPrice)
        ?? (order.Price is { } price ? PercentPrice(book, order.Side, price) : null)
        ?? LotSize(book.Rules, order.Quantity)
        ?? MarketLotSize(book.Rules, order)
        ?? Notional(book.Rules, order.Type, order.Price ?? order.StopPrice ?? book.Last, order.Quantity);

    /// <summary>What still must hold when only the quantity of a taken order changes.</summary>
    public static Refusal? AmendedQuantity(SymbolBook book, Order order, decimal quantity) =>
        LotSize(book.Rules, quantity) ?? Notional(book.Rules, order.Type, order.Price ?? order.StopPrice ?? book.Last, quantity);

    public static Refusal? PercentPrice(SymbolBook book, OrderSide side, decimal price)
    {
        var rules = book.Rules;
        var (down, up) = side switch
        {
            OrderSide.Buy => (rules.BidMultiplierDown, rules.BidMultiplierUp),
            OrderSide.Sell => (rules.AskMultiplierDown, rules.AskMultiplierUp),
        };
        return IsWithin(price, book.Last * down, book.Last * up) ? null : Refusal.Filter("PERCENT_PRICE_BY_SIDE");
    }

    /// <summary>
    /// Room on the account for <paramref name="orders"/> more open orders, of which <paramref name="stops"/> are stops, and lists.
    /// </summary>
    public static Refusal? Counts(SymbolBook book, Account account, int orders, int stops, int lists)
    {
        var rules = book.Rules;
        var open = book.Open.Where(order => order.Account == account);
        if (rules.MaxOpenOrders > 0 && open.Count() + orders > rules.MaxOpenOrders)
            return Refusal.Filter("MAX_NUM_ORDERS");
        if (stops > 0 && rules.MaxAlgoOrders > 0 && open.Count(order => order.IsStop) + stops > rules.MaxAlgoOrders)
            return Refusal.Filter("MAX_NUM_ALGO_ORDERS");
        if (lists > 0 && rules.MaxOrderLists > 0 && open.Select(order => order.List).OfType<OrderList>().Distinct().Count() + lists > rules.MaxOrderLists)
            return Refusal.Filter("MAX_NUM_ORDER_LISTS");
        return null;
    }

    private static Refusal? Price(SymbolRules rules, decimal? price) =>
        price is not { } value || (IsWithin(value, rules.MinPrice, rules.MaxPrice) && IsOnStep(value, rules.TickSize))
            ? null
            : Refusal.Filter("PRICE_FILTER");

    public static Refusal? LotSize(SymbolRules rules, decimal quantity) =>
        IsWithin(quantity, rules.MinQuantity, rules.MaxQuantity) && IsOnStep(quantity, rules.LotStep) ? null : Refusal.Filter("LOT_SIZE");

    private static Refusal? MarketLotSize(SymbolRules rules, NewOrder order) =>
        order.Type != OrderType.Market || IsWithin(order.Quantity, 0m, rules.MarketMaxQuantity)
            ? null
            : Refusal.Filter("MARKET_LOT_SIZE");

    /// <summary>The lower bound holds for market orders too, the upper one does not: the flags BTCUSDT carries.</summary>
    private static Refusal? Notional(SymbolRules rules, OrderType type, decimal price, decimal quantity) =>
        IsWithin(price * quantity, rules.MinNotional, type == OrderType.Market ? 0m : rules.MaxNotional)
            ? null
            : Refusal.Filter("NOTIONAL");

    private static bool IsWithin(decimal value, decimal low, decimal high) => (low == 0m || value >= low) && (high == 0m || value <= high);

    private static bool IsOnStep(decimal value, decimal step) => step == 0m || value % step == 0m;
}
