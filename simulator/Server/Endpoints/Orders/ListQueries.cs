using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Questions about order lists, and their cancel, on every kind of account.</summary>
internal static class ListQueries
{
    private static readonly ApiError NoSuchList = new(400, -2013, "Order list does not exist.");

    public static ApiReply Cancel(Call call, AccountKey account)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        return call.Venue.Turn(call.Customer, (engine, now) =>
        {
            if (Placing.Gate(call, orders: 0) is { } late)
                return ApiReply.Of(ApiError.Of(late));
            var list = engine.Queries.FindList(account, call.Whole("orderListId"), call.Text("listClientOrderId"));
            if (list is not { IsLive: true } || list.List.Symbol != symbol)
                return ApiReply.Of(ApiError.UnknownOrder);
            var live = list.Orders.First(order => order.Report.Status.IsLive());
            var extras = Cancelling.ExtrasOf(call, "newClientOrderId");
            return Cancelling.Execute(engine, account, symbol, new OrderReference("", live.Report.OrderId), extras, now) switch
            {
                ExchangeReply.Accepted accepted => call.Reply(writer => Cancelling.Write(writer, engine, account, accepted.Orders)),
                ExchangeReply.Rejected rejected => ApiReply.Of(ApiError.Of(rejected)),
                var other => throw new InvalidOperationException($"A cancel was answered with {other.GetType().Name}."),
            };
        });
    }

    public static ApiReply List(Call call, AccountKey account) =>
        call.Venue.Look(call, queries => queries.FindList(account, call.Whole("orderListId"), call.Text("origClientOrderId"))) is { } list
            ? call.Reply(writer => writer.Fields(() => ListJson.Write(writer, list)))
            : ApiReply.Of(NoSuchList);

    public static ApiReply Open(Call call, AccountKey account)
    {
        var lists = call.Venue.Look(call, queries => queries.Lists(account).Where(list => list.IsLive).ToList());
        return call.Reply(writer => writer.Array(null, lists, list => writer.Fields(() => ListJson.Write(writer, list))));
    }

    public static ApiReply All(Call call, AccountKey account)
    {
        if (call.Parameters.Has("fromId") && (call.Parameters.Has("startTime") || call.Parameters.Has("endTime")))
            return ApiReply.Of(ApiError.BadCombination);
        var (range, error) = TimeRange.OfDay(call);
        if (error is not null)
            return ApiReply.Of(error);
        if (RowLimit.Of(call, standard: 500, most: 1_000) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var from = call.Whole("fromId");
        var found = call.Venue.Look(call, queries => queries.Lists(account)
            .Where(list => (from is null || list.List.Id >= from) && range.Contains(list.List.ChangedAt)).ToList());
        var rows = from is not null || call.Parameters.Has("startTime") ? found.Take(limit) : found.TakeLast(limit);
        return call.Reply(writer => writer.Array(null, rows, list => writer.Fields(() => ListJson.Write(writer, list))));
    }
}
