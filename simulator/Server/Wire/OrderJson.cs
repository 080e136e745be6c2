using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Wire;

/// <summary>How much of an order its placement shows (<c>newOrderRespType</c>).</summary>
public enum ResponseType
{
    /// <summary>That it was accepted.</summary>
    Ack,

    /// <summary>The order.</summary>
    Result,

    /// <summary>The order with its executions.</summary>
    Full,
}

/// <summary>
/// Orders as replies show them. Margin replies carry <c>isIsolated</c>, leave some fields out and do not pad amounts. Source: Binance spot
/// and margin API, order endpoints.
/// </summary>
internal static class OrderJson
{
    public const string DefaultPrevention = "EXPIRE_MAKER";

    /// <summary>The answer to a placement, inside an object.</summary>
    public static void Placed(WireWriter writer, OrderState order, ResponseType type)
    {
        var report = order.Report;
        Names(writer, order, order.CancelId ?? report.ClientOrderId);
        writer.Time("transactTime", report.UpdatedAt);
        if (type == ResponseType.Ack)
            return;
        Terms(writer, order, order.Account.Kind.IsMargin());
        Labels(writer, order);
        if (!order.Account.Kind.IsMargin())
            writer.Time("workingTime", order.WorkingAt);
        writer.Text("selfTradePreventionMode", order.Extras.SelfTradePreventionMode ?? DefaultPrevention);
        if (report.ExpiryReason is { } reason)
            writer.Text("expiryReason", reason);
        if (type == ResponseType.Full)
            Fills(writer, report.Fills, order.Account.Kind.IsMargin());
    }

    /// <summary>A cancelled order, inside an object.</summary>
    public static void Cancelled(WireWriter writer, OrderState order)
    {
        var isMargin = order.Account.Kind.IsMargin();
        writer.Text("symbol", order.Report.Symbol).Text("origClientOrderId", order.Report.ClientOrderId);
        if (isMargin)
            writer.Flag("isIsolated", order.Account.Kind == TradingAccount.IsolatedMargin).Text("orderId", $"{order.Report.OrderId}");
        else
            writer.Number("orderId", order.Report.OrderId).Number("orderListId", order.Report.OrderListId ?? -1);
        writer.Text("clientOrderId", order.CancelId ?? order.Report.ClientOrderId);
        if (!isMargin)
            writer.Time("transactTime", order.Report.UpdatedAt);
        Terms(writer, order, isMargin);
        Labels(writer, order);
        writer.Text("selfTradePreventionMode", order.Extras.SelfTradePreventionMode ?? DefaultPrevention);
    }

    /// <summary>An order as a query shows it.</summary>
    public static void Queried(WireWriter writer, OrderState order) => writer.Fields(() =>
    {
        var report = order.Report;
        var isMargin = order.Account.Kind.IsMargin();
        Names(writer, order, order.CancelId ?? report.ClientOrderId);
        Terms(writer, order, isMargin);
        Amount(writer, "stopPrice", report.StopPrice ?? 0m, isMargin);
        Amount(writer, "icebergQty", order.Extras.IcebergQuantity ?? 0m, isMargin);
        writer.Time("time", order.CreatedAt).Time("updateTime", report.UpdatedAt).Flag("isWorking", report.IsWorking);
        if (!isMargin)
            writer.Time("workingTime", order.WorkingAt);
        Trailing(writer, order);
        Strategy(writer, order);
        writer.Text("selfTradePreventionMode", order.Extras.SelfTradePreventionMode ?? DefaultPrevention);
        if (report.ExpiryReason is { } reason)
            writer.Text("expiryReason", reason);
    });

    /// <summary>Executions inside a placement.</summary>
    public static void Fills(WireWriter writer, ImmutableArray<Fill> fills, bool isMargin) => writer.Array("fills", fills, fill => writer.Fields(() =>
    {
        Amount(writer, "price", fill.Price, isMargin);
        Amount(writer, "qty", fill.Quantity, isMargin);
        Amount(writer, "commission", fill.Commission, isMargin);
        writer.Text("commissionAsset", fill.CommissionAsset).Number("tradeId", fill.TradeId);
    }));

    /// <summary>An amount, padded on spot.</summary>
    public static void Amount(WireWriter writer, string name, decimal value, bool isMargin)
    {
        if (isMargin)
            writer.Plain(name, value);
        else
            writer.Amount(name, value);
    }

    private static void Names(WireWriter writer, OrderState order, string clientOrderId)
    {
        writer.Text("symbol", order.Report.Symbol).Number("orderId", order.Report.OrderId);
        if (!order.Account.Kind.IsMargin())
            writer.Number("orderListId", order.Report.OrderListId ?? -1);
        writer.Text("clientOrderId", clientOrderId);
        if (order.Account.Kind.IsMargin())
            writer.Flag("isIsolated", order.Account.Kind == TradingAccount.IsolatedMargin);
    }

    private static void Terms(WireWriter writer, OrderState order, bool isMargin)
    {
        var report = order.Report;
        Amount(writer, "price", report.Price ?? 0m, isMargin);
        if (report.Quantity > 0m || report.Status != OrderStatus.PendingNew)
            Amount(writer, "origQty", report.Quantity, isMargin);
        Amount(writer, "executedQty", report.ExecutedQuantity, isMargin);
        if (!isMargin)
            writer.Amount("origQuoteOrderQty", order.Extras.QuoteQuantity ?? 0m);
        Amount(writer, "cummulativeQuoteQty", report.QuoteQuantity, isMargin);
        writer.Text("status", WireNames.Of(report.Status)).Text("timeInForce", WireNames.Of(order.TimeInForce))
            .Text("type", WireNames.Of(report.Type)).Text("side", WireNames.Of(report.Side));
    }

    private static void Labels(WireWriter writer, OrderState order)
    {
        var isMargin = order.Account.Kind.IsMargin();
        if (order.Report.StopPrice is { } stopPrice)
            Amount(writer, "stopPrice", stopPrice, isMargin);
        if (order.Extras.IcebergQuantity is { } iceberg)
            Amount(writer, "icebergQty", iceberg, isMargin);
        Trailing(writer, order);
        Strategy(writer, order);
    }

    private static void Trailing(WireWriter writer, OrderState order)
    {
        if (order.Extras.TrailingDelta is { } delta)
            writer.Number("trailingDelta", delta).Time("trailingTime", order.TrailingSince);
    }

    private static void Strategy(WireWriter writer, OrderState order)
    {
        if (order.Extras.StrategyId is { } id)
            writer.Number("strategyId", id);
        if (order.Extras.StrategyType is { } type)
            writer.Number("strategyType", type);
    }
}
