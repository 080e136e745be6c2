using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints;

/// <summary>The stretch of time a query asks for.</summary>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset Until)
{
    private const int HoursOfDay = 24;

    /// <summary>Reads <c>startTime</c> and <c>endTime</c>, which may lie a day apart at most.</summary>
    public static (TimeRange Range, ApiError? Error) OfDay(Call call)
    {
        var (range, error) = Any(call);
        if (error is not null)
            return (range, error);
        return call.Time("startTime") is { } from && call.Time("endTime") is { } until && until - from > TimeSpan.FromHours(HoursOfDay)
            ? (range, ApiError.TooManyHours(HoursOfDay))
            : (range, null);
    }

    /// <summary>Reads them without a bound on their distance.</summary>
    public static (TimeRange Range, ApiError? Error) Any(Call call)
    {
        var range = new TimeRange(call.Time("startTime") ?? DateTimeOffset.MinValue, call.Time("endTime") ?? DateTimeOffset.MaxValue);
        return range.From > range.Until ? (range, ApiError.Invalid("startTime")) : (range, null);
    }

    /// <summary>True within the stretch, both ends included.</summary>
    public bool Contains(DateTimeOffset at) => at >= From && at <= Until;
}
