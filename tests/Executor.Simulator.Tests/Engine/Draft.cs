using Executor.Core.Exchange;

namespace Executor.Simulator.Tests.Engine;

/// <summary>Orders as tests write them.</summary>
internal static class Draft
{
    public static NewOrder Limit(OrderSide side, decimal quantity, decimal price, string id = "limit") =>
        new() { ClientOrderId = id, Side = side, Type = OrderType.Limit, Quantity = quantity, Price = price };

    public static NewOrder Maker(OrderSide side, decimal quantity, decimal price, string id = "maker") =>
        new() { ClientOrderId = id, Side = side, Type = OrderType.LimitMaker, Quantity = quantity, Price = price };

    public static NewOrder Market(OrderSide side, decimal quantity, string id = "market") =>
        new() { ClientOrderId = id, Side = side, Type = OrderType.Market, Quantity = quantity };

    public static NewOrder Stop(OrderSide side, decimal quantity, decimal stopPrice, string id = "stop") =>
        new() { ClientOrderId = id, Side = side, Type = OrderType.StopLoss, Quantity = quantity, StopPrice = stopPrice };

    public static NewOrder StopLimit(OrderSide side, decimal quantity, decimal stopPrice, decimal price, string id = "stop") => new()
    {
        ClientOrderId = id,
        Side = side,
        Type = OrderType.StopLossLimit,
        Quantity = quantity,
        StopPrice = stopPrice,
        Price = price,
    };

    /// <summary>Protects a long: target above, stop-limit two ticks wide below.</summary>
    public static NewOco SellOco(decimal quantity, decimal target, decimal stopPrice, string id = "oco") => new(
        id,
        Maker(OrderSide.Sell, quantity, target, id + "-tp"),
        StopLimit(OrderSide.Sell, quantity, stopPrice, stopPrice - 0.02m, id + "-sl"));

    /// <summary>Protects a short: stop-limit two ticks wide above, target below.</summary>
    public static NewOco BuyOco(decimal quantity, decimal stopPrice, decimal target, string id = "oco") => new(
        id,
        StopLimit(OrderSide.Buy, quantity, stopPrice, stopPrice + 0.02m, id + "-sl"),
        Maker(OrderSide.Buy, quantity, target, id + "-tp"));

    /// <summary>Buys at a limit, then protects what was bought: target above, stop-limit two ticks wide below.</summary>
    public static NewOto Otoco(decimal quantity, decimal price, decimal target, decimal stopPrice, string id = "oto") => new(
        id,
        Limit(OrderSide.Buy, quantity, price, id + "-entry"),
        [SellOco(quantity, target, stopPrice, id).Above, SellOco(quantity, target, stopPrice, id).Below],
        IsPaidByWorking: false);

    /// <summary>Buys at a limit, then one other order.</summary>
    public static NewOto Oto(decimal quantity, decimal price, NewOrder pending, string id = "oto") =>
        new(id, Limit(OrderSide.Buy, quantity, price, id + "-entry"), [pending], IsPaidByWorking: false);
}
