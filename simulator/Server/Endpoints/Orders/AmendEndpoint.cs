using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Reduces the quantity of an order, which keeps its place. Source: Binance spot API, order amend keep priority.</summary>
internal static class AmendEndpoint
{
    private const int MostRows = 1_000;
    private const int StandardRows = 500;

    public static IEnumerable<Endpoint> All => [Reduce, History];

    private static Endpoint Reduce => new()
    {
        Verb = "PUT",
        Path = "/api/v3/order/amend/keepPriority",
        WebSocketMethod = "order.amend.keepPriority",
        Proof = Proof.Signature,
        Right = Right.Trade,
        Weight = _ => 4,
        Parameters =
            [Specs.Symbol, Specs.OrderId, Specs.OriginalClientOrderId, Specs.NewClientOrderId, Specs.Must("newQty", ParameterKind.Amount)],
        Needs = parameters => Specs.OneOf(parameters, "origClientOrderId", "orderId"),
        Handle = Amend,
    };

    private static Endpoint History => new()
    {
        Verb = "GET",
        Path = "/api/v3/order/amendments",
        WebSocketMethod = "order.amendments",
        Proof = Proof.Signature,
        Weight = _ => 4,
        Parameters = [Specs.Symbol, Specs.OrderId with { IsMandatory = true }, Specs.May("fromExecutionId", ParameterKind.Whole), Specs.Limit],
        Handle = Show,
    };

    private static ApiReply Show(Call call)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (RowLimit.Of(call, StandardRows, MostRows) is not { } limit)
            return ApiReply.Of(ApiError.Illegal("limit", "^[1-9][0-9]{0,3}$"));
        var orderId = call.Whole("orderId")!.Value;
        if (call.Venue.Look(call, queries => queries.FindOrder(AccountKey.Spot, symbol, new OrderReference("", orderId))) is null)
            return ApiReply.Of(ApiError.NoSuchOrder);
        var from = call.Whole("fromExecutionId") ?? 0;
        var rows = call.Venue.Amendments.Of(symbol, orderId).Where(amendment => amendment.ExecutionId >= from).Take(limit);
        return call.Reply(writer => writer.Array(null, rows, row => writer.Fields(() => writer
            .Text("symbol", symbol).Number("orderId", row.OrderId).Number("executionId", row.ExecutionId)
            .Text("origClientOrderId", row.OldName).Text("newClientOrderId", row.NewName)
            .Amount("origQty", row.OldQuantity).Amount("newQty", row.NewQuantity).Time("time", row.At))));
    }

    private static ApiReply Amend(Call call)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.RulesOf(symbol) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        return call.Venue.Turn(call.Customer, (engine, now) =>
        {
            if (Placing.Gate(call, orders: 0) is { } late)
                return ApiReply.Of(ApiError.Of(late));
            var reference = new OrderReference(call.Text("origClientOrderId") ?? "", call.Whole("orderId"));
            var before = engine.Queries.FindOrder(AccountKey.Spot, symbol, reference);
            var extras = new RequestExtras { NewClientOrderId = call.Text("newClientOrderId") ?? call.Venue.NextName() };
            var reply = engine.Execute(new ExchangeCommand.Amend(symbol, reference, call.Amount("newQty")!.Value), extras, now);
            if (reply is ExchangeReply.Accepted)
                Remember(call, engine, before!.Report, now);
            return reply switch
            {
                ExchangeReply.Accepted => call.Reply(writer => Write(writer, engine, before!, now)),
                ExchangeReply.Rejected rejected => ApiReply.Of(ApiError.Of(rejected)),
                var other => throw new InvalidOperationException($"An amendment was answered with {other.GetType().Name}."),
            };
        });
    }

    private static void Remember(Call call, MatchingEngine engine, OrderReport before, DateTimeOffset now)
    {
        var after = engine.Queries.FindOrder(AccountKey.Spot, before.Symbol, new OrderReference("", before.OrderId))!.Report;
        call.Venue.Amendments.Add(before.Symbol, new Amendment(
            before.OrderId, engine.LastExecutionIdOf(before.Symbol), before.ClientOrderId, after.ClientOrderId, before.Quantity, after.Quantity, now));
    }

    private static void Write(WireWriter writer, MatchingEngine engine, OrderState before, DateTimeOffset now)
    {
        var order = engine.Queries.FindOrder(before.Account, before.Report.Symbol, new OrderReference("", before.Report.OrderId))!;
        var report = order.Report;
        writer.Fields(() =>
        {
            writer.Time("transactTime", now).Number("executionId", engine.LastExecutionIdOf(report.Symbol));
            writer.Fields("amendedOrder", () => writer
                .Text("symbol", report.Symbol).Number("orderId", report.OrderId).Number("orderListId", report.OrderListId ?? -1)
                .Text("origClientOrderId", before.Report.ClientOrderId).Text("clientOrderId", report.ClientOrderId)
                .Amount("price", report.Price ?? 0m).Amount("qty", report.Quantity).Amount("executedQty", report.ExecutedQuantity)
                .Amount("preventedQty", 0m).Amount("quoteOrderQty", order.Extras.QuoteQuantity ?? 0m)
                .Amount("cumulativeQuoteQty", report.QuoteQuantity).Text("status", WireNames.Of(report.Status))
                .Text("timeInForce", WireNames.Of(order.TimeInForce)).Text("type", WireNames.Of(report.Type))
                .Text("side", WireNames.Of(report.Side)).Time("workingTime", order.WorkingAt)
                .Text("selfTradePreventionMode", order.Extras.SelfTradePreventionMode ?? OrderJson.DefaultPrevention));
            if (engine.Queries.ListOf(order) is { } list)
                writer.Fields("listStatus", () => ListJson.Write(writer, list));
        });
    }
}
