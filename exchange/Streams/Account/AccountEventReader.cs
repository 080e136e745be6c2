using Executor.Core.Exchange;
using Executor.Exchange.Errors;
using Executor.Exchange.Orders;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Account;

/// <summary>What an event on a user data connection comes to.</summary>
/// <param name="Type">Its type as the exchange calls it, at most <see cref="AccountEventReader.LongestType"/> characters.</param>
/// <param name="At">When the exchange sent it, UTC; null when it does not say.</param>
/// <param name="Effect">What is to be done about it.</param>
/// <param name="Event">What is handed on; null when that is nothing.</param>
internal sealed record AccountNews(string Type, DateTimeOffset? At, NewsEffect Effect, AccountEvent? Event = null);

/// <summary>What is to be done about an event.</summary>
internal enum NewsEffect
{
    /// <summary>It is handed on.</summary>
    HandOn,

    /// <summary>Nothing: other events tell the same.</summary>
    None,

    /// <summary>The wallet is looked at: something changed that events do not tell in full.</summary>
    Look,

    /// <summary>The subscription is over.</summary>
    SubscriptionOver,

    /// <summary>The connection will be closed soon.</summary>
    Leaving,

    /// <summary>Nothing: the type is not known here.</summary>
    Unknown,
}

/// <summary>Reads events of user data connections. Source: Binance user data streams, spot and margin.</summary>
internal static class AccountEventReader
{
    /// <summary>Longest name of a type that is repeated.</summary>
    public const int LongestType = 40;

    private const string Execution = "executionReport";
    private const string Position = "outboundAccountPosition";
    private const string MarginLevel = "MARGIN_LEVEL_STATUS_CHANGE";

    /// <summary>The event in <paramref name="json"/>.</summary>
    /// <param name="json">The event, without its envelope.</param>
    /// <param name="now">The exchange's time, for events that carry none.</param>
    /// <exception cref="WireException">It is of a known type and lacks something, or holds what is not known.</exception>
    public static AccountNews Read(ReadOnlySpan<byte> json, DateTimeOffset now)
    {
        var head = WireJson.Read(json, StreamJson.Default.WireEventHead);
        DateTimeOffset? at = head.At is null ? null : EpochTime.Read(head.At, "E");
        return WireText.Required(head.Type, "e") switch
        {
            Execution => new(Execution, at, NewsEffect.HandOn, new AccountEvent.OrderChanged(Report(WireJson.Read(json, StreamJson.Default.WireExecution), now))),
            Position => new(Position, at, NewsEffect.HandOn, Balances(WireJson.Read(json, StreamJson.Default.WirePosition), now)),
            MarginLevel => new(MarginLevel, at, NewsEffect.HandOn, Level(WireJson.Read(json, StreamJson.Default.WireMarginLevel), now)),
            // The legs' own reports tell what happens to a list, and the position that follows tells the amounts behind a difference.
            "listStatus" => new("listStatus", at, NewsEffect.None),
            "balanceUpdate" => new("balanceUpdate", at, NewsEffect.None),
            // Debts and outside locks come as differences that nothing follows.
            "USER_LIABILITY_CHANGE" => new("USER_LIABILITY_CHANGE", at, NewsEffect.Look),
            "externalLockUpdate" => new("externalLockUpdate", at, NewsEffect.Look),
            "eventStreamTerminated" => new("eventStreamTerminated", at, NewsEffect.SubscriptionOver),
            "serverShutdown" => new("serverShutdown", at, NewsEffect.Leaving),
            var other => new(ShownText.Of(other, LongestType), at, NewsEffect.Unknown),
        };
    }

    private static OrderReport Report(WireExecution execution, DateTimeOffset now)
    {
        var symbol = WireText.Required(execution.Symbol, "s");
        var at = EpochTime.Read(execution.At ?? execution.EventTime, "T");
        var executed = WireText.Required(execution.ExecutedQuantity, "z");
        var order = new WireOrder
        {
            Symbol = symbol,
            OrderId = WireText.Required(execution.OrderId, "i"),
            OrderListId = execution.OrderListId,
            ClientOrderId = execution.ClientOrderId,
            OriginalClientOrderId = execution.OriginalClientOrderId,
            Side = execution.Side,
            Type = execution.Type,
            Status = execution.Status,
            Price = execution.Price,
            StopPrice = execution.StopPrice,
            OriginalQuantity = WireText.Required(execution.Quantity, "q"),
            ExecutedQuantity = executed,
            CumulativeQuote = WireText.Required(execution.CumulativeQuote, "Z"),
            IsWorking = execution.IsOnBook is true || execution.WorkingTime >= 0 || executed > 0m,
            ExpiryReason = execution.ExpiryReason is null or "" or "NONE" ? execution.RejectReason : execution.ExpiryReason,
        };
        return new OrderReader(symbol, now).Read(order) with { Fills = execution.Execution == "TRADE" ? [FillOf(execution, at)] : [], UpdatedAt = at };
    }

    private static Fill FillOf(WireExecution execution, DateTimeOffset at) => new(
        NotNegative(WireText.Required(execution.TradeId, "t"), "t"),
        WireText.Required(execution.OrderId, "i"),
        Above0(WireText.Required(execution.LastPrice, "L"), "L"),
        Above0(WireText.Required(execution.LastQuantity, "l"), "l"),
        NotNegative(WireText.Required(execution.Commission, "n"), "n"),
        WireText.Required(execution.CommissionAsset, "N"),
        at,
        execution.IsMaker is true);

    private static AccountEvent.BalancesChanged Balances(WirePosition position, DateTimeOffset now) => new(
        [.. (position.Balances ?? throw new WireException("the field 'B' is missing")).Select(row => new Balance(
            WireText.Required(row.Asset, "a"), NotNegative(WireText.Required(row.Free, "f"), "f"), NotNegative(WireText.Required(row.Locked, "l"), "l")))],
        At(position.UpdatedAt ?? position.EventTime, now));

    private static AccountEvent.MarginLevelChanged Level(WireMarginLevel level, DateTimeOffset now) =>
        new(NotNegative(WireText.Required(level.Level, "l"), "l"), At(level.EventTime, now));

    private static DateTimeOffset At(long? time, DateTimeOffset now) => time is null ? now : EpochTime.Read(time, "E");

    private static T NotNegative<T>(T value, string field)
        where T : struct, System.Numerics.INumber<T> => value >= T.Zero ? value : throw new WireException($"'{field}' is {value}");

    private static decimal Above0(decimal value, string field) => value > 0m ? value : throw new WireException($"'{field}' is {value}");
}
