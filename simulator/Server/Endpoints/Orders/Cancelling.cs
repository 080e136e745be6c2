using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Cancels, on every kind of account.</summary>
internal static class Cancelling
{
    public static ApiReply Cancel(Call call, AccountKey account)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (call.Text("cancelRestrictions") is not (null or "ONLY_NEW" or "ONLY_PARTIALLY_FILLED"))
            return ApiReply.Of(new ApiError(400, -1145, "Invalid cancelRestrictions"));
        return call.Venue.Turn(call.Customer, (engine, now) =>
        {
            if (Placing.Gate(call, orders: 0) is { } late)
                return ApiReply.Of(ApiError.Of(late));
            var reference = new OrderReference(call.Text("origClientOrderId") ?? "", call.Whole("orderId"));
            return Execute(engine, account, symbol, reference, ExtrasOf(call, "newClientOrderId"), now) switch
            {
                ExchangeReply.Accepted accepted => call.Reply(writer => Write(writer, engine, account, accepted.Orders)),
                ExchangeReply.Rejected rejected => ApiReply.Of(ApiError.Of(rejected)),
                var other => throw new InvalidOperationException($"A cancel was answered with {other.GetType().Name}."),
            };
        });
    }

    /// <summary>Cancels all open orders of a market; lists are shown as such.</summary>
    public static ApiReply CancelAll(Call call, AccountKey account)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        return call.Venue.Turn(call.Customer, (engine, now) =>
        {
            if (Placing.Gate(call, orders: 0) is { } late)
                return ApiReply.Of(ApiError.Of(late));
            var cancelled = new List<ImmutableArray<OrderReport>>();
            ExchangeReply.Rejected? refused = null;
            while (refused is null && engine.Queries.OpenOrders(account, symbol) is [var first, ..])
            {
                var extras = new RequestExtras { NewClientOrderId = call.Venue.NextName() };
                var reply = Execute(engine, account, symbol, new OrderReference("", first.Report.OrderId), extras, now);
                refused = reply as ExchangeReply.Rejected;
                if (reply is ExchangeReply.Accepted accepted)
                    cancelled.Add(accepted.Orders);
            }
            if (cancelled.Count == 0)
                return ApiReply.Of(refused is null ? ApiError.UnknownOrder : ApiError.Of(refused));
            return call.Reply(writer => writer.Array(null, cancelled, reports => Write(writer, engine, account, reports)));
        });
    }

    /// <summary>Cancels one order, or the list it belongs to.</summary>
    public static ExchangeReply Execute(
        MatchingEngine engine, AccountKey account, string symbol, OrderReference reference, RequestExtras extras, DateTimeOffset now) =>
        engine.Execute(new ExchangeCommand.Cancel(symbol, reference) { Account = account.Kind }, extras, now);

    /// <summary>A cancel always has an id, sent or generated.</summary>
    /// <param name="call">The request.</param>
    /// <param name="name">The parameter that carries it.</param>
    public static RequestExtras ExtrasOf(Call call, string name) => new()
    {
        NewClientOrderId = call.Text(name) ?? call.Venue.NextName(),
        CancelOnly = call.Text("cancelRestrictions") switch
        {
            "ONLY_NEW" => OrderStatus.New,
            "ONLY_PARTIALLY_FILLED" => OrderStatus.PartiallyFilled,
            _ => null,
        },
    };

    /// <summary>What was cancelled: an order, or a list with its orders.</summary>
    public static void Write(WireWriter writer, MatchingEngine engine, AccountKey account, ImmutableArray<OrderReport> reports)
    {
        var first = Placing.StateOf(engine, account, reports[0]);
        if (engine.Queries.ListOf(first) is { } list)
            ListJson.Cancelled(writer, list);
        else
            writer.Fields(() => OrderJson.Cancelled(writer, first));
    }
}
