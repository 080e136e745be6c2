using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Executor.Simulator.Tests.Server;

/// <summary>Signs and sends as the exchange's documentation says; written for these tests alone.</summary>
internal sealed class TestClient(HttpClient http, string key, string secret, Func<DateTimeOffset> now)
{
    public Task<Answer> GetAsync(string path, string parameters = "") => SignedAsync(HttpMethod.Get, path, parameters);

    public Task<Answer> PostAsync(string path, string parameters = "") => SignedAsync(HttpMethod.Post, path, parameters);

    public Task<Answer> DeleteAsync(string path, string parameters = "") => SignedAsync(HttpMethod.Delete, path, parameters);

    public Task<Answer> PutAsync(string path, string parameters = "") => SignedAsync(HttpMethod.Put, path, parameters);

    /// <summary>Adds time and signature.</summary>
    public Task<Answer> SignedAsync(HttpMethod method, string path, string parameters, long? timestamp = null)
    {
        var stamp = timestamp ?? now().ToUnixTimeMilliseconds();
        var payload = string.Create(CultureInfo.InvariantCulture, $"{parameters}{(parameters.Length > 0 ? "&" : "")}timestamp={stamp}");
        return RawAsync(method, $"{path}?{payload}&signature={Sign(payload)}");
    }

    public string Sign(string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes(payload)));

    /// <summary>Sends the target as it is, byte by byte.</summary>
    public async Task<Answer> RawAsync(HttpMethod method, string target, HttpContent? content = null, string? withKey = null)
    {
        var address = new Uri(http.BaseAddress!.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if ((withKey ?? key).Length > 0)
            request.Headers.TryAddWithoutValidation("X-MBX-APIKEY", withKey ?? key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value.Single(), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, text, headers);
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string this[string name] => Json.GetProperty(name).ToString();

    public int Code => Json.GetProperty("code").GetInt32();

    public string Message => Json.GetProperty("msg").GetString()!;

    /// <summary>Status, code and text in one, so that one assertion shows all.</summary>
    public string Refusal => $"{Status} {Code} {Message}";

    /// <summary>The balance of an asset in an account answer.</summary>
    public (string Free, string Locked) Balance(string asset) => Json.GetProperty("balances").EnumerateArray()
        .Where(row => row.GetProperty("asset").GetString() == asset)
        .Select(row => (row.GetProperty("free").GetString()!, row.GetProperty("locked").GetString()!)).Single();
}
