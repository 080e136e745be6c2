using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>Cancels one order and places another. Source: Binance spot API, cancelReplace, and its table of outcomes.</summary>
internal static class CancelReplace
{
    private static readonly ImmutableArray<ParameterSpec> Own =
    [
        Specs.Must("cancelReplaceMode"), Specs.May("cancelOrderId", ParameterKind.Whole), Specs.May("cancelOrigClientOrderId"),
        Specs.May("cancelNewClientOrderId", ParameterKind.ClientOrderId), Specs.May("cancelRestrictions"), Specs.May("orderRateLimitExceededMode"),
    ];

    public static Endpoint Endpoint => new()
    {
        Verb = "POST",
        Path = "/api/v3/order/cancelReplace",
        WebSocketMethod = "order.cancelReplace",
        Proof = Proof.Signature,
        Right = Right.Trade,
        IsFreeOnSuccess = true,
        Orders = 1,
        Parameters = [.. OrderEndpoints.SingleOrder, .. Own],
        Needs = parameters => LegNeeds.MissingOfSingle(parameters) ?? Specs.OneOf(parameters, "cancelOrigClientOrderId", "cancelOrderId"),
        Handle = Replace,
    };

    private static ApiReply Replace(Call call)
    {
        if (call.Text("cancelReplaceMode") is not ("STOP_ON_FAILURE" or "ALLOW_FAILURE"))
            return ApiReply.Of(ApiError.Invalid("cancelReplaceMode"));
        if (call.Text("orderRateLimitExceededMode") is not (null or "DO_NOTHING" or "CANCEL_ONLY"))
            return ApiReply.Of(ApiError.Invalid("orderRateLimitExceededMode"));
        if (call.Text("cancelRestrictions") is not (null or "ONLY_NEW" or "ONLY_PARTIALLY_FILLED"))
            return ApiReply.Of(new ApiError(400, -1145, "Invalid cancelRestrictions"));
        var (draft, error) = OrderEndpoints.ReadSingle(call, default);
        if (draft is null)
            return ApiReply.Of(error!);
        if (Placing.ResponseTypeOf(call, Placing.StandardFor(call.Text("type"))) is not { } type)
            return ApiReply.Of(ApiError.Invalid("newOrderRespType"));
        return call.Venue.Turn(call.Customer, (engine, now) => Replace(call, engine, draft, type, now));
    }

    private static ApiReply Replace(Call call, MatchingEngine engine, Draft draft, ResponseType type, DateTimeOffset now)
    {
        var symbol = call.Text("symbol")!;
        if (!engine.RulesOf(symbol)!.CancelReplaceAllowed)
            return ApiReply.Of(ApiError.Of(-2010, "Order cancel-replace is not supported for this symbol."));
        var place = new ExchangeCommand.Place(symbol, draft.Order);
        var extras = Placing.ExtrasOf(call, draft) with { Gate = null };
        if (engine.RefusalAtGateway(place, extras, countsOrders: true) is { } bad)
            return AtGateway(call, bad);
        var orders = call.Venue.Limits.OrdersOf(call.Customer, isMargin: false);
        if (orders.TryAdd(1, now) is { } exceeded)
            return WithoutRoom(call, engine, exceeded, now);
        if (Placing.Gate(call, orders: 0) is { } late)
            return ApiReply.Of(ApiError.Of(late));

        var cancel = Cancel(call, engine, now);
        if (cancel is ExchangeReply.Rejected && call.Text("cancelReplaceMode") == "STOP_ON_FAILURE")
            return Failed(call, engine, cancel, placed: null, status: 400);
        var placed = call.RefusesReplacement
            ? new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, "Order would trigger immediately.")
            : engine.Execute(place, extras, now);
        if (placed is ExchangeReply.Rejected)
            orders.Return(1, now);
        return (cancel, placed) switch
        {
            (ExchangeReply.Accepted cancelled, ExchangeReply.Accepted accepted) => call.Reply(writer => writer.Fields(() =>
                Write(writer, engine, cancelled, accepted, type))),
            (ExchangeReply.Rejected, ExchangeReply.Rejected) => Failed(call, engine, cancel, placed, status: 400, type),
            _ => Failed(call, engine, cancel, placed, status: 409, type),
        };
    }

    /// <summary>Filters and counts are looked at before anything is cancelled.</summary>
    private static ApiReply AtGateway(Call call, ExchangeReply.Rejected bad) =>
        bad.Code != ErrorCodes.FilterFailure || call.Venue.Scenario.Switches.ReplaceReportsFilter
            ? ApiReply.Of(Placing.ErrorOf(call, bad))
            : ApiReply.Of(ApiError.Of(ErrorCodes.CancelReplaceFailed, "Order cancel-replace failed.") with
            {
                Data = writer => writer.Fields("data", () =>
                {
                    writer.Text("cancelResult", "NOT_ATTEMPTED").Text("newOrderResult", "FAILURE").Text("cancelResponse", null);
                    writer.Fields("newOrderResponse", () => ApiError.Of(bad).Write(writer));
                }),
            });

    /// <summary>The count of orders is exhausted: nothing is done, or the order is only cancelled.</summary>
    private static ApiReply WithoutRoom(Call call, MatchingEngine engine, ApiError exceeded, DateTimeOffset now)
    {
        if (call.Text("orderRateLimitExceededMode") != "CANCEL_ONLY")
            return ApiReply.Of(exceeded);
        var cancel = Cancel(call, engine, now);
        var refused = new ExchangeReply.Rejected(exceeded.Code, exceeded.Message);
        return (call.Text("cancelReplaceMode"), cancel) switch
        {
            ("STOP_ON_FAILURE", ExchangeReply.Accepted) => Failed(call, engine, cancel, refused, status: 429),
            ("STOP_ON_FAILURE", _) => Failed(call, engine, cancel, placed: null, status: 429),
            (_, ExchangeReply.Accepted) => Failed(call, engine, cancel, refused, status: 409),
            _ => Failed(call, engine, cancel, refused, status: 400),
        };
    }

    private static ExchangeReply Cancel(Call call, MatchingEngine engine, DateTimeOffset now) => Cancelling.Execute(
        engine, AccountKey.Spot, call.Text("symbol")!, new OrderReference(call.Text("cancelOrigClientOrderId") ?? "", call.Whole("cancelOrderId")),
        Cancelling.ExtrasOf(call, "cancelNewClientOrderId"), now);

    private static ApiReply Failed(
        Call call, MatchingEngine engine, ExchangeReply cancel, ExchangeReply? placed, int status, ResponseType type = ResponseType.Ack)
    {
        var isPartial = cancel is ExchangeReply.Accepted || placed is ExchangeReply.Accepted;
        var error = isPartial
            ? new ApiError(status, ErrorCodes.CancelReplacePartiallyFailed, "Order cancel-replace partially failed.")
            : new ApiError(status, ErrorCodes.CancelReplaceFailed, "Order cancel-replace failed.");
        var microseconds = call.Request.Microseconds;
        var data = ApiReply.Of(microseconds, writer => writer.Fields(() => Write(writer, engine, cancel, placed, type))).Body;
        return ApiReply.Of(error with
        {
            Data = writer =>
            {
                writer.Json.WritePropertyName("data");
                writer.Json.WriteRawValue(data);
            },
        });
    }

    private static void Write(WireWriter writer, MatchingEngine engine, ExchangeReply cancel, ExchangeReply? placed, ResponseType type)
    {
        writer.Text("cancelResult", ResultOf(cancel)).Text("newOrderResult", ResultOf(placed));
        writer.Json.WritePropertyName("cancelResponse");
        if (cancel is ExchangeReply.Accepted cancelled)
            Cancelling.Write(writer, engine, AccountKey.Spot, cancelled.Orders);
        else
            WriteRefusal(writer, cancel);
        writer.Json.WritePropertyName("newOrderResponse");
        if (placed is ExchangeReply.Accepted accepted)
            writer.Fields(() => OrderJson.Placed(writer, Placing.StateOf(engine, AccountKey.Spot, accepted.Orders[0]), type));
        else
            WriteRefusal(writer, placed);
    }

    private static void WriteRefusal(WireWriter writer, ExchangeReply? reply)
    {
        if (reply is ExchangeReply.Rejected rejected)
            writer.Fields(() => ApiError.Of(rejected).Write(writer));
        else
            writer.Json.WriteNullValue();
    }

    private static string ResultOf(ExchangeReply? reply) => reply switch
    {
        null => "NOT_ATTEMPTED",
        ExchangeReply.Accepted => "SUCCESS",
        _ => "FAILURE",
    };
}
