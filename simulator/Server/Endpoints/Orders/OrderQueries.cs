using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Questions about orders and executions, on every kind of account. Source: Binance spot and margin API.</summary>
internal static class OrderQueries
{
    public static ApiReply Order(Call call, AccountKey account)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var reference = new OrderReference(call.Text("origClientOrderId") ?? "", call.Whole("orderId"));
        return call.Venue.Look(call, queries => queries.FindOrder(account, symbol, reference)) is { } order
            ? call.Reply(writer => OrderJson.Queried(writer, order))
            : ApiReply.Of(ApiError.NoSuchOrder);
    }

    public static ApiReply OpenOrders(Call call, AccountKey account)
    {
        var symbol = call.Text("symbol");
        if (symbol is not null && call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var orders = call.Venue.Look(call, queries => queries.OpenOrders(account, symbol));
        return call.Reply(writer => writer.Array(null, orders, order => OrderJson.Queried(writer, order)));
    }

    /// <summary>Oldest first: from an order id on, else the latest.</summary>
    public static ApiReply AllOrders(Call call, AccountKey account, int standardLimit, int mostLimit)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var (range, error) = TimeRange.OfDay(call);
        if (error is not null)
            return ApiReply.Of(error);
        if (RowLimit.Of(call, standardLimit, mostLimit) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var from = call.Whole("orderId");
        var isForward = from is not null || call.Parameters.Has("startTime");
        var found = call.Venue.Look(call, queries => queries.Orders(account, symbol)
            .Where(order => (from is null || order.Report.OrderId >= from) && range.Contains(order.CreatedAt)).ToList());
        var rows = isForward ? found.Take(limit) : found.TakeLast(limit);
        return call.Reply(writer => writer.Array(null, rows, order => OrderJson.Queried(writer, order)));
    }

    public static ApiReply Trades(Call call, AccountKey account)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var hasTime = call.Parameters.Has("startTime") || call.Parameters.Has("endTime");
        if (hasTime && call.Parameters.Has("fromId"))
            return ApiReply.Of(ApiError.BadCombination);
        var (range, error) = TimeRange.OfDay(call);
        if (error is not null)
            return ApiReply.Of(error);
        if (RowLimit.Of(call, standard: 500, most: 1_000) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var (orderId, fromId) = (call.Whole("orderId"), call.Whole("fromId"));
        var found = call.Venue.Look(call, queries => queries.Trades(account, symbol)
            .Where(each => (orderId is null || each.Fill.OrderId == orderId) && (fromId is null || each.Fill.TradeId >= fromId)
                && range.Contains(each.Fill.At)).ToList());
        var rows = fromId is not null || call.Parameters.Has("startTime") ? found.Take(limit) : found.TakeLast(limit);
        return call.Reply(writer => writer.Array(null, rows, row => TradeJson.Write(writer, row.Fill, row.Order)));
    }
}
