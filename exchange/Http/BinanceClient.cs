using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Signing;
using Executor.Exchange.Time;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Executor.Exchange.Http;

/// <summary>
/// Sends requests to the REST API: waits for room in the limits, stamps, signs, sends. Reads are repeated, each try signed anew and on another
/// host. What changes something is sent once; the one exception is a refusal for its time stamp, which proves that nothing was done.
/// </summary>
public sealed class BinanceClient
{
    private readonly ApiTransport _transport;
    private readonly HostList _hosts;
    private readonly RequestBudget _budget;
    private readonly IServerClock _serverClock;
    private readonly TimeProvider _clock;
    private readonly BinanceOptions _options;
    private readonly ILogger<BinanceClient> _logger;
    private readonly ResiliencePipeline<ApiAnswer> _reads;

    internal BinanceClient(
        ApiTransport transport, HostList hosts, RequestBudget budget, IServerClock serverClock, TimeProvider clock, BinanceOptions options, ILogger<BinanceClient> logger)
    {
        _transport = transport;
        _hosts = hosts;
        _budget = budget;
        _serverClock = serverClock;
        _clock = clock;
        _options = options;
        _logger = logger;
        _reads = Pipeline(options, clock);
    }

    /// <summary>Carries out <paramref name="request"/>; what is not certain is a value, never an exception.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the request left.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Endpoint.IsSigned && _options.Credentials is null)
        {
            return ApiAnswer.Failed.Unsent(LocalRefusals.NoKey, "Not sent: no API key is configured.", TimeSpan.MaxValue);
        }

        var deadline = new SendDeadline(_clock, request.Endpoint.IsRead ? TimeSpan.MaxValue : _options.SendWithin);
        var answer = request.Endpoint.IsRead
            ? await _reads.ExecuteAsync(async token => await StampedAsync(request, deadline, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : await StampedAsync(request, deadline, cancellationToken).ConfigureAwait(false);
        switch (answer)
        {
            case ApiAnswer.Failed { Status: 0 } unsent:
                _logger.NotSent(request.Endpoint.Name, unsent.Message);
                break;
            case ApiAnswer.Failed failed when failed.Verdict != ErrorVerdict.StateDiffers:
                _logger.Refused(request.Endpoint.Name, failed.Message, failed.Code, failed.Status, failed.Verdict);
                break;
            case ApiAnswer.Silent silent:
                _logger.NotAnswered(request.Endpoint.Name, silent.Reason);
                break;
        }

        return answer;
    }

    /// <summary>Asks for the exchange's time, once: a repetition would falsify the round trip.</summary>
    internal Task<ApiAnswer> ReadTimeAsync(CancellationToken cancellationToken) => OnceAsync(
        new ApiRequest(SpotEndpoints.Time, new RequestParameters(), RequestLane.Protective), new SendDeadline(_clock, TimeSpan.MaxValue), cancellationToken);

    /// <summary>One try, and after a refusal for its time stamp one more with the clock read again and the same ids.</summary>
    private async Task<ApiAnswer> StampedAsync(ApiRequest request, SendDeadline deadline, CancellationToken cancellationToken)
    {
        var answer = await OnceAsync(request, deadline, cancellationToken).ConfigureAwait(false);
        if (answer is not ApiAnswer.Failed { Verdict: ErrorVerdict.SyncClock })
        {
            return answer;
        }

        await _serverClock.SynchroniseAsync(cancellationToken).ConfigureAwait(false);
        return await OnceAsync(request, deadline, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ApiAnswer> OnceAsync(ApiRequest request, SendDeadline deadline, CancellationToken cancellationToken)
    {
        var endpoint = request.Endpoint;
        if (endpoint.IsSigned)
        {
            await _serverClock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await _budget.EnterAsync(request.Lane, endpoint.Charges, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return ApiAnswer.Failed.Unsent(refusal.Code, refusal.Message, refusal.Until - _serverClock.Now);
        }

        var takenAt = _serverClock.Now;
        if (deadline.HasPassed)
        {
            _budget.Refund(endpoint.Charges, takenAt);
            return ApiAnswer.Failed.Unsent(
                LocalRefusals.TooLate, $"Not sent: more than {_options.SendWithin.TotalSeconds} s passed before it could leave. Decide again.", TimeSpan.Zero);
        }

        var host = _hosts.Current;
        var answer = await _transport.SendAsync(host, endpoint, Payload(request), cancellationToken).ConfigureAwait(false);
        if (endpoint.IsFreeOnSuccess && answer is ApiAnswer.Success)
        {
            _budget.Refund([new LimitCharge(endpoint.WeightLimit, endpoint.Weight)], takenAt);
        }

        if (endpoint.IsRead && IsWorthAnotherHost(answer) && !cancellationToken.IsCancellationRequested)
        {
            _hosts.MoveOn(host);
        }

        return answer;
    }

    private string Payload(ApiRequest request)
    {
        if (!request.Endpoint.IsSigned || _options.Credentials is not { } credentials)
        {
            return request.Parameters.ToEncodedText();
        }

        var stamped = request.Parameters.Copy()
            .Add("recvWindow", (long)_options.RecvWindow.TotalMilliseconds)
            .Add("timestamp", _serverClock.Now);
        return RequestSignatures.SignRest(stamped.ToEncodedText(), credentials);
    }

    private static bool IsWorthAnotherHost(ApiAnswer answer) =>
        answer is ApiAnswer.Silent || (answer is ApiAnswer.Failed { Status: > 0 } failed && failed.Verdict.IsWorthAnotherHost());

    private static ResiliencePipeline<ApiAnswer> Pipeline(BinanceOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = clock };
        return options.ReadRetries == 0 ? builder.Build() : builder
            .AddRetry(new RetryStrategyOptions<ApiAnswer>
            {
                MaxRetryAttempts = options.ReadRetries,
                Delay = options.ReadRetryPause,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { } answer && IsWorthAnotherHost(answer) && !arguments.Context.CancellationToken.IsCancellationRequested),
            })
            .Build();
    }
}
