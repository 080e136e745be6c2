using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Executor.Silo.Configuration;

namespace Executor.Silo.Notifications;

/// <summary>What became of one attempt.</summary>
internal abstract record WebhookOutcome
{
    private WebhookOutcome() { }

    /// <summary>It has arrived.</summary>
    public sealed record Taken : WebhookOutcome;

    /// <summary>It may not have arrived; another attempt may help.</summary>
    /// <param name="Problem">What came instead.</param>
    /// <param name="NotBefore">Pause that the receiver asked for; null: none.</param>
    public sealed record Failed(string Problem, TimeSpan? NotBefore) : WebhookOutcome;

    /// <summary>The receiver does not want it: the same message would be refused again.</summary>
    /// <param name="Problem">Its answer.</param>
    public sealed record Refused(string Problem) : WebhookOutcome;
}

/// <summary>Sends one message once.</summary>
internal sealed class WebhookClient(IHttpClientFactory clients, WebhookTarget target, WebhookPolicy policy, TimeProvider clock)
{
    /// <summary>Name of the client in the factory.</summary>
    public const string Name = "webhook";

    /// <summary>Never throws but for <paramref name="stop"/>; no text of an outcome has the address or the password in it.</summary>
    public async Task<WebhookOutcome> SendAsync(string body, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(policy.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (target is { User: { } user, Password: { } password })
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        try
        {
            using var client = clients.CreateClient(Name);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return Judge(response);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new WebhookOutcome.Failed($"no answer within {policy.Timeout.TotalSeconds:0.###} s", NotBefore: null);
        }
        catch (HttpRequestException exception)
        {
            // Not its message: that may hold whatever the address resolved to, or parts of it.
            return new WebhookOutcome.Failed($"no connection ({exception.HttpRequestError})", NotBefore: null);
        }
    }

    private WebhookOutcome Judge(HttpResponseMessage response)
    {
        var status = $"HTTP {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new WebhookOutcome.Taken(),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new WebhookOutcome.Failed(status, Pause(response.Headers.RetryAfter)),
            _ => new WebhookOutcome.Refused(status), // redirections are not followed: they would carry the password elsewhere
        };
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? retryAfter)
    {
        var pause = retryAfter?.Delta ?? (retryAfter?.Date - clock.GetUtcNow());
        return pause > policy.LongestPause ? policy.LongestPause : pause;
    }
}
