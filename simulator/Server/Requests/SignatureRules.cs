using System.Globalization;
using Executor.Simulator.Server.Security;

namespace Executor.Simulator.Server.Requests;

/// <summary>Time and signature of a request. Source: Binance spot API, timing security and signed requests.</summary>
internal static class SignatureRules
{
    private const decimal DefaultWindow = 5_000m;
    private const decimal LargestWindow = 60_000m;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Absurd = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Earliest = new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ApiError? ErrorOf(ApiRequest request, ApiKey key, DateTimeOffset now)
    {
        if (WindowOf(request) > LargestWindow)
            return ApiError.RecvWindowTooLarge;
        if (TimeError(request, now) is { } untimely)
            return untimely;
        if (request.Session is not null && !request.Parameters.Has(ParameterRules.Signature))
            return null;
        return key.Verifies(request.SignedPayload.Span, request.Parameters[ParameterRules.Signature] ?? "") ? null : ApiError.BadSignature;
    }

    /// <summary>Until when the matching engine takes the request, UTC.</summary>
    public static DateTimeOffset ValidUntil(ApiRequest request) =>
        SentAt(request) + TimeSpan.FromTicks((long)(Math.Min(WindowOf(request), LargestWindow) * TimeSpan.TicksPerMillisecond));

    private static ApiError? TimeError(ApiRequest request, DateTimeOffset now)
    {
        var sentAt = SentAt(request);
        if (sentAt < Earliest)
            return ApiError.Invalid(ParameterRules.Timestamp);
        if (sentAt >= Milliseconds(now) + Tolerance)
            return sentAt > now + Absurd ? ApiError.Invalid(ParameterRules.Timestamp) : ApiError.TooNew;
        return Milliseconds(now) > ValidUntil(request) ? ApiError.TooOld : null;
    }

    /// <summary>Clients speak in milliseconds: a fraction of one must not count against them.</summary>
    private static DateTimeOffset Milliseconds(DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

    private static DateTimeOffset SentAt(ApiRequest request) =>
        EpochTime.Read(long.TryParse(request.Parameters[ParameterRules.Timestamp], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : long.MaxValue);

    private static decimal WindowOf(ApiRequest request) =>
        decimal.TryParse(request.Parameters[ParameterRules.RecvWindow], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var window)
            ? window
            : DefaultWindow;
}
