using System.Globalization;
using Executor.Simulator.Server.Limits;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Faults;

/// <summary>Lets requests go wrong as the rules say.</summary>
public sealed class RequestFaults(FaultBook book, Venue venue, TimeProvider real) : IRequestFaults
{
    private const int DefaultLateness = 3_000;
    private const int DefaultLag = 2_000;
    private const int DefaultHeadStart = 50;

    private static readonly FaultKind[] Instead =
    [
        FaultKind.AcceptThenHold, FaultKind.AcceptThenReset, FaultKind.TimeoutBeforeEngine, FaultKind.AcceptThenError, FaultKind.HtmlError,
        FaultKind.Overloaded, FaultKind.LateAcceptance, FaultKind.TooManyRequests, FaultKind.Banned, FaultKind.TooManyOrders,
    ];

    private readonly CancelRace _race = new(venue);

    /// <inheritdoc/>
    public async ValueTask<ApiReply> AnswerAsync(Call call, Func<ApiReply> carryOut)
    {
        var target = FaultTarget.Of(call);
        if (book.Draw(target, FaultKind.QueryLag) is { } lagging)
            call.Lag = TimeSpan.FromMilliseconds(lagging.LagMs ?? DefaultLag);
        if (CancelRace.IsCancel(call) && book.Draw(target, FaultKind.FillBeforeCancel) is not null)
            _race.FillBefore(call);
        call.RefusesReplacement = CancelRace.IsReplacement(call) && book.Draw(target, FaultKind.HalfReplace) is not null;
        var reply = book.Draw(target, Instead) is { } rule ? await AnswerAsync(rule, call, carryOut) : carryOut();
        if (book.Draw(target, FaultKind.EventsBeforeReply) is { } slow)
            await WaitAsync(slow.DelayMs ?? DefaultHeadStart, call.Request.Aborted);
        return reply;
    }

    private async ValueTask<ApiReply> AnswerAsync(FaultRule rule, Call call, Func<ApiReply> carryOut)
    {
        switch (rule.Fault)
        {
            case FaultKind.AcceptThenHold:
                return await HoldAsync(carryOut(), rule, call);
            case FaultKind.AcceptThenReset:
                return carryOut() with { Delivery = Delivery.Reset };
            case FaultKind.TimeoutBeforeEngine:
                await WaitAsync(rule.DelayMs ?? 0, call.Request.Aborted);
                return Refuse(rule, ApiError.Timeout);
            case FaultKind.AcceptThenError:
                carryOut();
                await WaitAsync(rule.DelayMs ?? 0, call.Request.Aborted);
                return Refuse(rule, rule.Code == ApiError.UnexpectedResponse.Code ? ApiError.UnexpectedResponse : ApiError.Timeout);
            case FaultKind.HtmlError:
                if (rule.Executed)
                    carryOut();
                return Page(rule.Status ?? 503);
            case FaultKind.Overloaded:
                return Refuse(rule, ApiError.Overloaded);
            case FaultKind.LateAcceptance:
                _ = CarryOutLaterAsync(rule.DelayMs ?? DefaultLateness, carryOut);
                return rule.Code is null ? Held : Refuse(rule, ApiError.Timeout);
            case FaultKind.TooManyRequests:
                return Refuse(rule, TooMuchWeight);
            case FaultKind.Banned:
                return ApiReply.Of(RateLimits.Banned(venue.Clock.Now.AddSeconds(rule.RetryAfterSeconds ?? venue.Limits.Limits.FirstBanSeconds)));
            case FaultKind.TooManyOrders:
                return Refuse(rule, TooManyOrders);
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule.Fault, "does not replace an answer.");
        }
    }

    private ApiError TooMuchWeight => new(429, -1003, string.Create(CultureInfo.InvariantCulture,
        $"Too much request weight used; current limit is {venue.Limits.Limits.Weight} request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API."));

    private ApiError TooManyOrders => new(429, -1015, string.Create(CultureInfo.InvariantCulture,
        $"Too many new orders; current limit is {venue.Limits.Limits.OrdersPer10Seconds} orders per 10 SECOND."));

    private static ApiReply Held { get; } = new() { Body = [], Delivery = Delivery.Hold };

    private async ValueTask<ApiReply> HoldAsync(ApiReply reply, FaultRule rule, Call call)
    {
        if (rule.DelayMs is not { } delay)
            return reply with { Delivery = Delivery.Hold };
        await WaitAsync(delay, call.Request.Aborted);
        return reply with { Delivery = Delivery.Reset };
    }

    /// <summary>The endpoint itself refuses what is no longer valid by then. What fails in it, the pipeline has logged.</summary>
    private async Task CarryOutLaterAsync(int delay, Func<ApiReply> carryOut)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(delay), real);
        carryOut();
    }

    private async ValueTask WaitAsync(int delay, CancellationToken aborted)
    {
        if (delay > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(delay), real, aborted);
    }

    private ApiReply Refuse(FaultRule rule, ApiError error)
    {
        var shaped = error with
        {
            Status = rule.Status ?? error.Status,
            Code = rule.Code ?? error.Code,
            RetryAt = rule.RetryAfterSeconds is { } seconds ? venue.Clock.Now.AddSeconds(seconds) : null,
        };
        return ApiReply.Of(shaped);
    }

    private static ApiReply Page(int status) => ApiReply.Page(status, status switch
    {
        403 => "Forbidden",
        502 => "Bad Gateway",
        503 => "Service Temporarily Unavailable",
        504 => "Gateway Time-out",
        _ => string.Create(CultureInfo.InvariantCulture, $"Error {status}"),
    });
}
