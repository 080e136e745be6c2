using Executor.Core.Exchange;
using Executor.Exchange.Errors;

namespace Executor.Exchange.Wire;

/// <summary>Our enums in the exchange's words, and back.</summary>
internal static class WireText
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

    /// <summary>Null for the default, which is not sent.</summary>
    public static string? Of(SideEffect effect) => effect switch
    {
        SideEffect.None => null,
        SideEffect.Borrow => "MARGIN_BUY",
        SideEffect.Repay => "AUTO_REPAY",
        SideEffect.BorrowAndRepay => "AUTO_BORROW_REPAY",
    };

    public static OrderSide Side(string? text) => text switch
    {
        "BUY" => OrderSide.Buy,
        "SELL" => OrderSide.Sell,
        _ => throw Unknown("side", text),
    };

    public static OrderType Type(string? text) => text switch
    {
        "LIMIT" => OrderType.Limit,
        "LIMIT_MAKER" => OrderType.LimitMaker,
        "MARKET" => OrderType.Market,
        "STOP_LOSS" => OrderType.StopLoss,
        "STOP_LOSS_LIMIT" => OrderType.StopLossLimit,
        "TAKE_PROFIT" => OrderType.TakeProfit,
        "TAKE_PROFIT_LIMIT" => OrderType.TakeProfitLimit,
        _ => throw Unknown("type", text),
    };

    public static OrderStatus Status(string? text) => text switch
    {
        "PENDING_NEW" => OrderStatus.PendingNew,
        "NEW" or "PENDING_CANCEL" => OrderStatus.New,
        "PARTIALLY_FILLED" => OrderStatus.PartiallyFilled,
        "FILLED" => OrderStatus.Filled,
        "CANCELED" => OrderStatus.Canceled,
        "EXPIRED" or "EXPIRED_IN_MATCH" => OrderStatus.Expired,
        "REJECTED" => OrderStatus.Rejected,
        _ => throw Unknown("status", text),
    };

    public static LoanStatus LoanStatus(string? text) => text switch
    {
        "PENDING" => Core.Exchange.LoanStatus.Pending,
        "CONFIRMED" or "CONFIRM" => Core.Exchange.LoanStatus.Confirmed,
        "FAILED" => Core.Exchange.LoanStatus.Failed,
        _ => throw Unknown("status of a loan", text),
    };

    public static DateTimeOffset Time(long? milliseconds, string field)
    {
        // Below 0 means "not yet"; from the year 2100 on it is no time that is meant, and what is added to it would leave the calendar.
        const long Latest = 4_102_444_799_999;
        return milliseconds is >= 0 and <= Latest and var value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : throw Unknown(field, milliseconds?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A value that must be there.</summary>
    public static T Required<T>(T? value, string field)
        where T : struct => value ?? throw new WireException($"the field '{field}' is missing");

    /// <inheritdoc cref="Required{T}(T?, string)"/>
    public static string Required(string? value, string field) => string.IsNullOrEmpty(value) ? throw new WireException($"the field '{field}' is missing") : value;

    private static WireException Unknown(string field, string? text) =>
        new($"the {field} '{ShownText.Of(text, 36)}' is not known");
}
