using Executor.Exchange.Budget;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Rules;

/// <summary>Reads the limits that the exchange publishes with its rules.</summary>
internal static class PublishedLimits
{
    public static void HandOn(IReadOnlyList<WireRateLimit>? limits, RequestBudget budget)
    {
        foreach (var limit in limits ?? [])
        {
            if (KindOf(limit.Type) is { } kind && IntervalOf(limit) is { } interval && limit.Limit is { } allowed)
            {
                budget.SetLimit(new LimitKey(kind, interval), allowed);
            }
        }
    }

    private static LimitKind? KindOf(string? type) => type switch
    {
        "REQUEST_WEIGHT" => LimitKind.Weight,
        "RAW_REQUESTS" => LimitKind.RawRequests,
        "ORDERS" => LimitKind.Orders,
        _ => null,
    };

    private static TimeSpan? IntervalOf(WireRateLimit limit) => (limit.Interval, limit.IntervalCount) switch
    {
        ("SECOND", > 0 and <= 1000 and var count) => TimeSpan.FromSeconds(count),
        ("MINUTE", > 0 and <= 1000 and var count) => TimeSpan.FromMinutes(count),
        ("HOUR", > 0 and <= 1000 and var count) => TimeSpan.FromHours(count),
        ("DAY", > 0 and <= 1000 and var count) => TimeSpan.FromDays(count),
        _ => null,
    };
}
