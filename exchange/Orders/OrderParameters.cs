using Executor.Core.Exchange;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Orders;

/// <summary>Writes the terms of orders as parameters. Source: Binance spot API, new order and order lists.</summary>
internal static class OrderParameters
{
    /// <summary>A single order.</summary>
    public static RequestParameters AddOrder(this RequestParameters parameters, NewOrder order) => parameters
        .Add("side", WireText.Of(order.Side))
        .Add("type", WireText.Of(order.Type))
        .Add("timeInForce", TimeInForceOf(order))
        .Add("quantity", order.Quantity)
        .Add("price", PriceOf(order))
        .Add("stopPrice", StopPriceOf(order))
        .Add("newClientOrderId", order.ClientOrderId);

    /// <summary>A leg of a list without side and quantity, which its list names once.</summary>
    /// <param name="parameters">Where to.</param>
    /// <param name="prefix"><c>above</c>, <c>below</c>, <c>pending</c>, <c>pendingAbove</c> or <c>pendingBelow</c>.</param>
    /// <param name="leg">The leg.</param>
    public static RequestParameters AddLeg(this RequestParameters parameters, string prefix, NewOrder leg) => parameters
        .Add($"{prefix}Type", WireText.Of(leg.Type))
        .Add($"{prefix}ClientOrderId", leg.ClientOrderId)
        .Add($"{prefix}Price", PriceOf(leg))
        .Add($"{prefix}StopPrice", StopPriceOf(leg))
        .Add($"{prefix}TimeInForce", TimeInForceOf(leg));

    /// <summary>The working order of a list.</summary>
    public static RequestParameters AddWorking(this RequestParameters parameters, NewOrder working) => parameters
        .Add("workingSide", WireText.Of(working.Side))
        .Add("workingQuantity", working.Quantity)
        .AddLeg("working", working);

    /// <summary>Side effects of a margin order; nothing on spot.</summary>
    public static RequestParameters AddSideEffect(this RequestParameters parameters, NewOrder order)
    {
        parameters.Add("sideEffectType", WireText.Of(order.SideEffect));
        return Borrows(order) ? parameters.Add("autoRepayAtCancel", order.AutoRepayAtCancel ? "TRUE" : "FALSE") : parameters;
    }

    /// <summary>True when the exchange may lend for the order: it weighs more then.</summary>
    public static bool Borrows(NewOrder order) => order.SideEffect switch
    {
        SideEffect.Borrow or SideEffect.BorrowAndRepay => true,
        SideEffect.None or SideEffect.Repay => false,
    };

    /// <summary>Null where the type must not carry one.</summary>
    public static string? TimeInForceOf(NewOrder order) => order.Type switch
    {
        OrderType.Limit or OrderType.StopLossLimit or OrderType.TakeProfitLimit => WireText.Of(order.TimeInForce),
        OrderType.LimitMaker or OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit => null,
    };

    private static decimal? PriceOf(NewOrder order) => order.Type switch
    {
        OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit or OrderType.TakeProfitLimit => order.Price,
        OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit => null,
    };

    private static decimal? StopPriceOf(NewOrder order) => order.Type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit => order.StopPrice,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market => null,
    };
}
