using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Wire;

/// <summary>Order lists as replies show them. Source: Binance spot and margin API, order list endpoints.</summary>
internal static class ListJson
{
    /// <summary>A list, inside an object; <paramref name="clientOrderId"/> is the name it is shown under.</summary>
    public static void Write(WireWriter writer, ListView view, string? clientOrderId = null)
    {
        var list = view.List;
        var isMargin = list.Account.Kind.IsMargin();
        writer.Number("orderListId", list.Id)
            .Text("contingencyType", list.WorkingOrderId is null ? "OCO" : "OTO")
            .Text("listStatusType", view.IsLive ? "EXEC_STARTED" : "ALL_DONE")
            .Text("listOrderStatus", view.IsLive ? "EXECUTING" : "ALL_DONE")
            .Text("listClientOrderId", clientOrderId ?? list.ClientOrderId)
            .Time("transactionTime", list.ChangedAt)
            .Text("symbol", list.Symbol);
        if (isMargin)
            writer.Flag("isIsolated", list.Account.Kind == TradingAccount.IsolatedMargin);
        writer.Array("orders", view.Orders, order => writer.Fields(() => writer.Text("symbol", list.Symbol)
            .Number("orderId", order.Report.OrderId).Text("clientOrderId", order.CancelId ?? order.Report.ClientOrderId)));
    }

    /// <summary>The answer to a cancel of a list: the list with all its orders.</summary>
    public static void Cancelled(WireWriter writer, ListView view) => writer.Fields(() =>
    {
        Write(writer, view);
        writer.Array("orderReports", view.Orders, order => writer.Fields(() => OrderJson.Cancelled(writer, order)));
    });
}
