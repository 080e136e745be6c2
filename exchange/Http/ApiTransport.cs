using System.Net.Http.Headers;
using System.Text;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Time;

namespace Executor.Exchange.Http;

/// <summary>Sends one request once and reads what comes back. Nothing is repeated here.</summary>
internal sealed class ApiTransport(
    IHttpClientFactory clients, RequestBudget budget, IServerClock serverClock, TimeProvider clock, BinanceOptions options, ExchangeTelemetry telemetry)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Executor.Exchange";

    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    /// <summary>The answer; <see cref="ApiAnswer.Silent"/> for everything that leaves the outcome open.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="endpoint">Which call.</param>
    /// <param name="payload">Encoded and signed parameters; sent as they are.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    public async Task<ApiAnswer> SendAsync(Uri host, ApiEndpoint endpoint, string payload, CancellationToken cancellationToken)
    {
        using var activity = ExchangeTelemetry.Start(endpoint);
        using var timeout = new CancellationTokenSource(endpoint.IsRead ? options.ReadTimeout : options.ChangeTimeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var startedAt = clock.GetTimestamp();
        ApiAnswer answer;
        try
        {
            using var message = Message(host, endpoint, payload);
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ended.Token).ConfigureAwait(false);
            answer = await ReadAsync(endpoint, response, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            answer = new ApiAnswer.Silent(timeout.IsCancellationRequested
                ? $"no answer within {(endpoint.IsRead ? options.ReadTimeout : options.ChangeTimeout).TotalSeconds} s"
                : "the caller did not wait for the answer");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The message is left out: it may name addresses. The kind tells enough.
            answer = new ApiAnswer.Silent(exception is HttpRequestException { HttpRequestError: var error } ? $"the connection failed ({error})" : "the connection broke");
        }

        telemetry.Answered(endpoint, answer, clock.GetElapsedTime(startedAt));
        activity?.SetTag("outcome", answer.GetType().Name);
        return answer;
    }

    private async Task<ApiAnswer> ReadAsync(ApiEndpoint endpoint, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        RateHeaders.Observe(response.Headers, endpoint, budget);
        if (status is 418)
        {
            budget.Pause(RateHeaders.RetryAfter(response.Headers, serverClock.Now));
        }

        var answer = await BoundedBody.ReadAsync(response.Content, options.LongestAnswer, cancellationToken).ConfigureAwait(false) is { } body
            ? AnswerReader.Read(status, body)
            : new ApiAnswer.Silent($"HTTP {status} with more than {options.LongestAnswer} bytes");
        if (status is 429)
        {
            // Of two kinds: too many orders stop orders, anything else stops all.
            var retryAfter = RateHeaders.RetryAfter(response.Headers, serverClock.Now);
            if (IsOrderCount(answer))
            {
                budget.PauseOrders(endpoint.OrderLimits.Short, retryAfter);
            }
            else
            {
                budget.Pause(retryAfter);
            }
        }

        return answer;
    }

    /// <summary>Also inside of a cancelReplace whose new half was refused for it.</summary>
    private static bool IsOrderCount(ApiAnswer answer) => answer is ApiAnswer.Failed
    {
        Code: ErrorTable.TooManyOrders or ErrorCodes.CancelReplacePartiallyFailed or ErrorCodes.CancelReplaceFailed,
    };

    private HttpRequestMessage Message(Uri host, ApiEndpoint endpoint, string payload)
    {
        // A body, even an empty one, keeps the client from sending the request a second time when a kept connection turns out to be closed.
        var hasBody = !endpoint.IsRead;
        var isInQuery = endpoint.IsRead || endpoint.Method == HttpMethod.Delete;
        var address = $"{host.GetLeftPart(UriPartial.Authority)}{endpoint.Path}{(isInQuery && payload.Length > 0 ? "?" : "")}{(isInQuery ? payload : "")}";
        var message = new HttpRequestMessage(endpoint.Method, new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (hasBody)
        {
            message.Content = new ByteArrayContent(isInQuery ? [] : Encoding.ASCII.GetBytes(payload));
            message.Content.Headers.ContentType = Form;
        }

        if (options.Credentials is { } credentials && (endpoint.IsSigned || endpoint.Scope != WeightScope.Api))
        {
            message.Headers.TryAddWithoutValidation("X-MBX-APIKEY", credentials.RevealKey());
        }

        return message;
    }
}
