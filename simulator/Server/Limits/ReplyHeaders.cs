using System.Globalization;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Limits;

/// <summary>The headers that tell a client how much of its limits it has used. Source: Binance spot and margin API, limits.</summary>
internal static class ReplyHeaders
{
    public static IEnumerable<KeyValuePair<string, string>> Of(Venue venue, ApiRequest request, Customer? customer, ApiReply reply, DateTimeOffset now)
    {
        var endpoint = request.Endpoint;
        switch (endpoint.WeightScope)
        {
            case WeightScope.Api:
                var used = Text(venue.Limits.WeightOf(request.RemoteAddress, now));
                yield return new("X-MBX-USED-WEIGHT", used);
                yield return new("X-MBX-USED-WEIGHT-1M", used);
                break;
            case WeightScope.SapiIp:
                yield return new("X-SAPI-USED-IP-WEIGHT-1M", Text(venue.Limits.SapiWeightOf(request.RemoteAddress, endpoint, now)));
                break;
            case WeightScope.SapiUid when customer is not null:
                yield return new("X-SAPI-USED-UID-WEIGHT-1M", Text(venue.Limits.SapiWeightOf(customer.Name, endpoint, now)));
                break;
            case WeightScope.SapiUid:
                break;
        }
        if (endpoint.Orders > 0 && reply.IsSuccess && customer is not null)
        {
            var (tenSeconds, day) = venue.Limits.OrdersOf(customer, isMargin: endpoint.WeightScope != WeightScope.Api).At(now);
            yield return new("X-MBX-ORDER-COUNT-10S", Text(tenSeconds));
            yield return new("X-MBX-ORDER-COUNT-1D", Text(day));
        }
        if (reply.Error?.RetryAt is { } retryAt && TellsWhen(venue, endpoint, reply.Error))
            yield return new("Retry-After", Text(Math.Max(1, (int)Math.Ceiling((retryAt - now).TotalSeconds))));
    }

    private static bool TellsWhen(Venue venue, Endpoint endpoint, ApiError error) =>
        error.Code != -1015 || endpoint.WeightScope == WeightScope.Api || venue.Scenario.Switches.MarginOrderLimitHasRetryAfter;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
