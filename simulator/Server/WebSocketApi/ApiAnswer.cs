using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.WebSocketApi;

/// <summary>Writes answers of the WebSocket API. Source: Binance spot WebSocket API, response format.</summary>
internal sealed class ApiAnswer(Venue venue)
{
    private const int FirstRefusal = 400;

    /// <summary>An answer with its envelope.</summary>
    /// <param name="id">Id of the request as raw JSON.</param>
    /// <param name="reply">What the endpoint says.</param>
    /// <param name="session">Where the request came from.</param>
    /// <param name="endpoint">What was called; null where that is not known.</param>
    /// <param name="wantsRateLimits">True when the answer shows what the limits are and how much of them is used.</param>
    public byte[] Write(string id, ApiReply reply, ApiSession session, Endpoint? endpoint, bool wantsRateLimits)
    {
        using var json = new WireWriter(session.InMicroseconds);
        json.Fields(() =>
        {
            json.Json.WritePropertyName("id");
            json.Json.WriteRawValue(id);
            json.Number("status", reply.Status);
            if (ErrorOf(reply) is { } error)
                json.Fields("error", () => Write(json, error));
            else
                WriteResult(json, reply.Body);
            if (wantsRateLimits)
                WriteLimits(json, session, endpoint);
        });
        return json.ToArray();
    }

    /// <summary>What the connection gets that did not ask: its key was taken back.</summary>
    public static byte[] Revoked()
    {
        using var json = new WireWriter();
        json.Fields(() =>
        {
            json.Json.WriteNull("id");
            json.Number("status", ApiError.KeyOrPermissions.Status).Fields("error", () => ApiError.KeyOrPermissions.Write(json));
        });
        return json.ToArray();
    }

    /// <summary>What has no text of its own, as a page of a gateway, is an unknown error here.</summary>
    private static ApiError? ErrorOf(ApiReply reply) => reply.Error ?? (reply.Status >= FirstRefusal ? ApiError.Unknown : null);

    private void Write(WireWriter json, ApiError error)
    {
        error.Write(json);
        if (error is { RetryAt: { } retryAt, Data: null })
            json.Fields("data", () => json.Time("serverTime", venue.Clock.Now).Time("retryAfter", retryAt));
    }

    private static void WriteResult(WireWriter json, byte[] body)
    {
        json.Json.WritePropertyName("result");
        if (body.Length == 0)
            json.Json.WriteNullValue();
        else
            json.Json.WriteRawValue(body, skipInputValidation: true);
    }

    private void WriteLimits(WireWriter json, ApiSession session, Endpoint? endpoint)
    {
        var now = venue.Clock.Now;
        json.Json.WriteStartArray("rateLimits");
        if (endpoint is { Orders: > 0 } && session.CustomerOf(venue) is { } customer)
        {
            var orders = venue.Limits.OrdersOf(customer, AccountKey.Spot.Kind.IsMargin());
            var (tenSeconds, day) = orders.At(now);
            Limit(json, "ORDERS", "SECOND", 10, orders.LimitPerTenSeconds, tenSeconds);
            Limit(json, "ORDERS", "DAY", 1, orders.LimitPerDay, day);
        }
        Limit(json, "REQUEST_WEIGHT", "MINUTE", 1, venue.Limits.Limits.Weight, venue.Limits.WeightOf(session.RemoteAddress, now));
        json.Json.WriteEndArray();
    }

    private static void Limit(WireWriter json, string type, string interval, int number, int limit, int count) => json.Fields(() =>
        json.Text("rateLimitType", type).Text("interval", interval).Number("intervalNum", number).Number("limit", limit).Number("count", count));
}
