using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Wire;

/// <summary>Executions of an account. Source: Binance spot and margin API, account trade list.</summary>
internal static class TradeJson
{
    public static void Write(WireWriter writer, Fill fill, OrderState order) => writer.Fields(() =>
    {
        var isMargin = order.Account.Kind.IsMargin();
        writer.Text("symbol", order.Report.Symbol).Number("id", fill.TradeId).Number("orderId", fill.OrderId);
        if (!isMargin)
            writer.Number("orderListId", order.Report.OrderListId ?? -1);
        OrderJson.Amount(writer, "price", fill.Price, isMargin);
        OrderJson.Amount(writer, "qty", fill.Quantity, isMargin);
        if (!isMargin)
            writer.Amount("quoteQty", fill.QuoteQuantity);
        OrderJson.Amount(writer, "commission", fill.Commission, isMargin);
        writer.Text("commissionAsset", fill.CommissionAsset).Time("time", fill.At).Flag("isBuyer", order.Report.Side == OrderSide.Buy)
            .Flag("isMaker", fill.IsMaker).Flag("isBestMatch", true);
        if (isMargin)
            writer.Flag("isIsolated", order.Account.Kind == TradingAccount.IsolatedMargin);
    });
}
