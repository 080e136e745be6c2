using System.Globalization;
using System.Net.Http.Headers;
using Executor.Exchange.Budget;

namespace Executor.Exchange.Http;

/// <summary>Reads the limits' figures out of an answer's headers. Source: Binance spot API, limits.</summary>
internal static class RateHeaders
{
    /// <summary>The longest pause that is obeyed: the longest ban that the exchange names.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(3);

    /// <summary>Hands what the headers tell to the budget.</summary>
    public static void Observe(HttpResponseHeaders headers, ApiEndpoint endpoint, RequestBudget budget)
    {
        Report("X-MBX-USED-WEIGHT-1M", LimitKey.Weight);
        Report("X-SAPI-USED-IP-WEIGHT-1M", LimitKey.SapiIp(endpoint.Name));
        Report("X-SAPI-USED-UID-WEIGHT-1M", LimitKey.SapiUid(endpoint.Name));
        Report("X-MBX-ORDER-COUNT-10S", endpoint.OrderLimits.Short);
        Report("X-MBX-ORDER-COUNT-1D", endpoint.OrderLimits.Day);

        void Report(string header, LimitKey limit)
        {
            if (headers.TryGetValues(header, out var values)
                && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var used))
            {
                budget.Observe(limit, used);
            }
        }
    }

    /// <summary>How long the exchange asks to wait, at least a second; null when it does not say or not legibly.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - now : null;
        return wait is { } span ? TimeSpan.FromTicks(Math.Clamp(span.Ticks, TimeSpan.TicksPerSecond, LongestPause.Ticks)) : null;
    }
}
