using System.Net;
using System.Text.Json;
using Executor.Silo.Configuration;
using Executor.Silo.Http;

namespace Executor.Silo.Operator;

/// <summary>Calls the HTTP interface of a running silo. What goes wrong becomes a <see cref="SiloCallException"/> that says what to do.</summary>
internal sealed class SiloClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly HttpClient _http;

    private SiloClient(Uri address, string? key)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = Patience };
        if (key is not null)
            _http.DefaultRequestHeaders.Add(OperatorKeyGuard.Header, key);
    }

    /// <summary>A client of the silo that the settings of this process name (EXECUTOR_HTTP, OPERATOR_KEY).</summary>
    /// <exception cref="SiloCallException">The address cannot be used.</exception>
    public static SiloClient FromSettings(IConfiguration configuration)
    {
        var lookup = new SettingLookup(configuration, []);
        var text = lookup.Text(SettingNames.Http) ?? "http://127.0.0.1:8080";
        var reachable = text.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal);
        if (!Uri.TryCreate(reachable, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.Port == 0)
            throw new SiloCallException($"{SettingNames.Http} is '{text}'; the address of a running silo is needed, like http://127.0.0.1:8080.");
        return new SiloClient(address, lookup.Text(SettingNames.OperatorKey));
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, cancellationToken);

    public Task<JsonElement> PostAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, cancellationToken);

    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, path, cancellationToken);

    /// <summary>The answer as it came.</summary>
    public Task<string> GetTextAsync(string path, CancellationToken cancellationToken) => SendTextAsync(HttpMethod.Get, path, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var body = await SendTextAsync(method, path, cancellationToken);
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new SiloCallException($"{path}: the answer is not JSON; is that a silo at {_http.BaseAddress}?", exception);
        }
    }

    private async Task<string> SendTextAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? body
                : throw new SiloCallException($"{path}: {(int)response.StatusCode} {Detail(body, response.StatusCode)}");
        }
        catch (HttpRequestException exception)
        {
            throw new SiloCallException($"No silo answers at {_http.BaseAddress}: {exception.Message} Is it running, and is {SettingNames.Http} the same here?", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SiloCallException($"{path}: no answer within {Patience.TotalSeconds} s. It may have been obeyed; ask with 'status'.", exception);
        }
    }

    private static string Detail(string body, HttpStatusCode status)
    {
        try
        {
            return JsonElement.Parse(body).TryGetProperty("detail", out var detail) ? detail.ToString() : status.ToString();
        }
        catch (JsonException)
        {
            return status.ToString();
        }
    }
}
