using Executor.Core.Exchange;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Faults;

/// <summary>Lets the market take an order in the moment its cancel arrives.</summary>
internal sealed class CancelRace(Venue venue)
{
    public static bool IsCancel(Call call) => call.Endpoint is { IsTrading: true } endpoint
        && (endpoint.Verb == "DELETE" || IsReplacement(call));

    public static bool IsReplacement(Call call) => call.Endpoint.Path.EndsWith("/cancelReplace", StringComparison.Ordinal);

    /// <summary>One trade goes through the order's price; nothing happens when the cancel names no open order with a price.</summary>
    public void FillBefore(Call call)
    {
        if (call.Text("symbol") is not { } symbol || venue.RulesOf(symbol) is not { } rules || Find(call, symbol) is not { } order)
            return;
        var price = order switch
        {
            { IsWorking: false, StopPrice: { } stop } => stop,
            { Side: OrderSide.Buy, Price: { } limit } => limit - rules.TickSize,
            { Side: OrderSide.Sell, Price: { } limit } => limit + rules.TickSize,
            _ => 0m,
        };
        if (price > 0m)
            venue.Trade(symbol, price, order.Quantity, isBuyerMaker: order.Side == OrderSide.Buy);
    }

    private OrderReport? Find(Call call, string symbol)
    {
        var id = call.Whole("orderId") ?? call.Whole("cancelOrderId");
        var name = call.Text("origClientOrderId") ?? call.Text("cancelOrigClientOrderId");
        var list = call.Whole("orderListId");
        return venue.Turn(call.Customer, (engine, _) => engine.OpenOrdersOf(symbol).FirstOrDefault(order =>
            order.OrderId == id || order.ClientOrderId == name || (list is not null && order.OrderListId == list)));
    }
}
