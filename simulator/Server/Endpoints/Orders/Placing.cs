using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Orders;

/// <summary>What spot and margin placements have in common.</summary>
internal static class Placing
{
    /// <summary>What a request of this call carries besides its command: extras of its orders, order count and time at the gate.</summary>
    public static RequestExtras ExtrasOf(Call call, params ReadOnlySpan<Draft> drafts)
    {
        var orders = ImmutableDictionary.CreateBuilder<string, OrderExtras>();
        foreach (var draft in drafts)
            orders[draft.Order.ClientOrderId] = draft.Extras;
        return new RequestExtras { Orders = orders.ToImmutable(), Gate = () => Gate(call, call.Endpoint.Orders) };
    }

    /// <summary>The order count, then whether the request is still in time; null when it may pass.</summary>
    public static ExchangeReply.Rejected? Gate(Call call, int orders)
    {
        var now = call.Venue.Clock.Now;
        if (orders > 0 && OrdersOf(call).TryAdd(orders, now) is { } exceeded)
            return new ExchangeReply.Rejected(exceeded.Code, exceeded.Message);
        return IsLate(call, now) ? new ExchangeReply.Rejected(ApiError.TooOld.Code, ApiError.TooOld.Message) : null;
    }

    /// <summary>
    /// Carries a placement out. Orders that the matching engine refuses do not count; those that came too late do. Source: Binance spot API,
    /// timing security.
    /// </summary>
    public static ExchangeReply Execute(Call call, MatchingEngine engine, ExchangeCommand command, RequestExtras extras, DateTimeOffset now)
    {
        var before = OrdersOf(call).At(now).Day;
        var reply = engine.Execute(command, extras, now);
        if (reply is ExchangeReply.Rejected rejected && rejected.Code != ApiError.TooOld.Code && OrdersOf(call).At(now).Day > before)
            OrdersOf(call).Return(call.Endpoint.Orders, now);
        return reply;
    }

    /// <summary>An engine's refusal as this call answers it.</summary>
    public static ApiError ErrorOf(Call call, ExchangeReply.Rejected rejected)
    {
        if (rejected.Code == -1015)
            return OrdersOf(call).Exceeded(call.Endpoint.Orders, call.Venue.Clock.Now) ?? ApiError.Of(rejected);
        var isNotional = rejected is { Code: ErrorCodes.FilterFailure, Message: "Filter failure: NOTIONAL" };
        return isNotional && IsMargin(call) && call.Venue.Scenario.Switches.MarginNotionalHasOwnCode
            ? ApiError.Of(-20204, rejected.Message)
            : ApiError.Of(rejected);
    }

    /// <summary>The response type that was asked for; null for a word that is none.</summary>
    public static ResponseType? ResponseTypeOf(Call call, ResponseType standard) => call.Text("newOrderRespType") switch
    {
        null => standard,
        "ACK" => ResponseType.Ack,
        "RESULT" => ResponseType.Result,
        "FULL" => ResponseType.Full,
        _ => null,
    };

    /// <summary>Market and limit orders answer in full, the others with an acknowledgement.</summary>
    public static ResponseType StandardFor(string? type) => type is "MARKET" or "LIMIT" ? ResponseType.Full : ResponseType.Ack;

    /// <summary>The order of a report as it was when the report was made.</summary>
    public static OrderState StateOf(MatchingEngine engine, AccountKey account, OrderReport report) =>
        engine.Queries.FindOrder(account, report.Symbol, new OrderReference("", report.OrderId))! with { Report = report };

    private static Limits.OrderCount OrdersOf(Call call) => call.Venue.Limits.OrdersOf(call.Customer, IsMargin(call));

    private static bool IsMargin(Call call) => call.Endpoint.WeightScope != WeightScope.Api;

    private static bool IsLate(Call call, DateTimeOffset now) =>
        call.ValidUntil is { } until && DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()) > until;
}
