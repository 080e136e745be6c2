using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Words of the user data stream. Source: Binance spot API, user data streams.</summary>
internal static class OrderWords
{
    public const string None = "NONE";
    public const string DefaultSelfTradePrevention = "EXPIRE_MAKER";

    public static string Of(ExecutionKind kind) => kind switch
    {
        ExecutionKind.New => "NEW",
        ExecutionKind.Canceled => "CANCELED",
        ExecutionKind.Replaced => "REPLACED",
        ExecutionKind.Trade => "TRADE",
        ExecutionKind.Expired => "EXPIRED",
    };

    public static (string Type, string Status) Of(ListChange change) => change switch
    {
        ListChange.Started => ("EXEC_STARTED", "EXECUTING"),
        ListChange.Updated => ("UPDATED", "EXECUTING"),
        ListChange.Done => ("ALL_DONE", "ALL_DONE"),
    };

    public static string ContingencyOf(ListState list) => list.WorkingOrderId is null ? "OCO" : "OTO";

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

    public static string Of(TimeInForce time) => time switch
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
}
