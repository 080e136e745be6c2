using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Market orders by quote amount (<c>quoteOrderQty</c>).</summary>
internal static class QuoteQuantities
{
    /// <summary>The order with the base quantity that its quote amount buys or sells at the present price, floored to the lot step.</summary>
    public static NewOrder Resolve(SymbolBook book, NewOrder order, OrderExtras extras)
    {
        if (order.Type != OrderType.Market || extras.QuoteQuantity is not { } quote)
            return order;
        var quantity = quote / book.TakePrice(order.Side);
        return order with { Quantity = book.Rules.LotStep == 0m ? decimal.Round(quantity, 8, MidpointRounding.ToZero) : quantity - (quantity % book.Rules.LotStep) };
    }
}
