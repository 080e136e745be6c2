using Executor.Core.Exchange;

namespace Executor.Simulator.Server.Wire;

/// <summary>What the wire calls our values. Source: Binance spot API, enumerations.</summary>
public static class WireNames
{
    public static string Of(OrderSide side) => side switch
    {
        OrderSide.Buy => "BUY",
        OrderSide.Sell => "SELL",
    };

    public static string Of(OrderType type) => type switch
    {
        OrderType.Limit => "LIMIT",
        OrderType.LimitMaker => "LIMIT_MAKER",
        OrderType.Market => "MARKET",
        OrderType.StopLoss => "STOP_LOSS",
        OrderType.StopLossLimit => "STOP_LOSS_LIMIT",
        OrderType.TakeProfit => "TAKE_PROFIT",
        OrderType.TakeProfitLimit => "TAKE_PROFIT_LIMIT",
    };

    public static string Of(TimeInForce timeInForce) => timeInForce switch
    {
        TimeInForce.GoodTillCancelled => "GTC",
        TimeInForce.ImmediateOrCancel => "IOC",
        TimeInForce.FillOrKill => "FOK",
    };

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.PendingNew => "PENDING_NEW",
        OrderStatus.New => "NEW",
        OrderStatus.PartiallyFilled => "PARTIALLY_FILLED",
        OrderStatus.Filled => "FILLED",
        OrderStatus.Canceled => "CANCELED",
        OrderStatus.Expired => "EXPIRED",
        OrderStatus.Rejected => "REJECTED",
    };

    public static OrderSide? SideOf(string? name) => name switch
    {
        "BUY" => OrderSide.Buy,
        "SELL" => OrderSide.Sell,
        _ => null,
    };

    public static OrderType? TypeOf(string? name) => name switch
    {
        "LIMIT" => OrderType.Limit,
        "LIMIT_MAKER" => OrderType.LimitMaker,
        "MARKET" => OrderType.Market,
        "STOP_LOSS" => OrderType.StopLoss,
        "STOP_LOSS_LIMIT" => OrderType.StopLossLimit,
        "TAKE_PROFIT" => OrderType.TakeProfit,
        "TAKE_PROFIT_LIMIT" => OrderType.TakeProfitLimit,
        _ => null,
    };

    public static TimeInForce? TimeInForceOf(string? name) => name switch
    {
        "GTC" => TimeInForce.GoodTillCancelled,
        "IOC" => TimeInForce.ImmediateOrCancel,
        "FOK" => TimeInForce.FillOrKill,
        _ => null,
    };

    public static SideEffect? SideEffectOf(string? name) => name switch
    {
        null or "NO_SIDE_EFFECT" => SideEffect.None,
        "MARGIN_BUY" => SideEffect.Borrow,
        "AUTO_REPAY" => SideEffect.Repay,
        "AUTO_BORROW_REPAY" => SideEffect.BorrowAndRepay,
        _ => null,
    };
}
