namespace Executor.Core.Exchange;

/// <summary>Direction of an order.</summary>
public enum OrderSide
{
    /// <summary>Buys base for quote.</summary>
    Buy,

    /// <summary>Sells base for quote.</summary>
    Sell,
}

/// <summary>Order types of the Binance spot API: those that this system sends, and those that it can meet on an account.</summary>
public enum OrderType
{
    /// <summary>Takes up to its price, the rest rests.</summary>
    Limit,

    /// <summary>Rests only; refused when it would take.</summary>
    LimitMaker,

    /// <summary>Takes at once; what finds no counterpart expires.</summary>
    Market,

    /// <summary>Becomes a market order when the stop price trades.</summary>
    StopLoss,

    /// <summary>Becomes a limit order when the stop price trades.</summary>
    StopLossLimit,

    /// <summary>Becomes a market order when the stop price trades, from the other side than <see cref="StopLoss"/>. Never sent from here.</summary>
    TakeProfit,

    /// <summary>Becomes a limit order when the stop price trades, from the other side than <see cref="StopLossLimit"/>. Never sent from here.</summary>
    TakeProfitLimit,
}

/// <summary>How long an order with a price stays.</summary>
public enum TimeInForce
{
    /// <summary>Until filled or cancelled.</summary>
    GoodTillCancelled,

    /// <summary>What cannot be taken at once expires.</summary>
    ImmediateOrCancel,

    /// <summary>All at once or nothing.</summary>
    FillOrKill,
}

/// <summary>Status of an order, as the exchange names it.</summary>
public enum OrderStatus
{
    /// <summary>A list leg that waits for the working order.</summary>
    PendingNew,

    /// <summary>On the book, or a stop that has not triggered.</summary>
    New,

    /// <summary>On the book with something executed.</summary>
    PartiallyFilled,

    /// <summary>Executed completely.</summary>
    Filled,

    /// <summary>Ended by a cancel; may have executed in part.</summary>
    Canceled,

    /// <summary>Ended by a rule of the exchange; may have executed in part.</summary>
    Expired,

    /// <summary>Not accepted (list legs in queries).</summary>
    Rejected,
}

/// <summary>Questions one may ask of an <see cref="OrderStatus"/>.</summary>
public static class OrderStatusExtensions
{
    /// <summary>True while the order can still execute.</summary>
    public static bool IsLive(this OrderStatus status) => status switch
    {
        OrderStatus.PendingNew or OrderStatus.New or OrderStatus.PartiallyFilled => true,
        OrderStatus.Filled or OrderStatus.Canceled or OrderStatus.Expired or OrderStatus.Rejected => false,
    };

    /// <summary>The side that closes what <paramref name="side"/> opened.</summary>
    public static OrderSide Opposite(this OrderSide side) => side switch
    {
        OrderSide.Buy => OrderSide.Sell,
        OrderSide.Sell => OrderSide.Buy,
    };
}
