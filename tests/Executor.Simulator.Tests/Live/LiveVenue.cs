using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Simulator.Tests.Live;

/// <summary>A simulator on a free port of this machine, books in memory, prices standing still; and a client that signs by itself.</summary>
internal sealed class LiveVenue : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveVenue(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Http = new HttpClient { BaseAddress = address };
        Venue = app.Services.GetRequiredService<Venue>();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public Venue Venue { get; }

    /// <summary>Odd seeds tell events before answers, even ones after.</summary>
    public static async Task<LiveVenue> StartAsync(ulong seed = 1)
    {
        var app = SimulatorHost.Build(new SimulatorOptions
        {
            Urls = "http://127.0.0.1:0",
            Scenario = DefaultScenario.Create() with { Seed = seed },
            IsQuiet = true,
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new LiveVenue(app, new Uri(addresses.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>A request of the control API that must succeed.</summary>
    public async Task<JsonElement> ControlAsync(string verb, string path, string? body = null)
    {
        var (status, answer) = await TryControlAsync(verb, path, body);
        Assert.True(status < 300, $"{verb} {path} answered {status}: {answer}");
        return answer;
    }

    public async Task<(int Status, JsonElement Answer)> TryControlAsync(string verb, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), "/_sim" + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    /// <summary>Sets a fault.</summary>
    public Task FaultAsync(string rule) => ControlAsync("POST", "/faults", rule);

    /// <summary>A signed request of customer <c>main</c>, by its HMAC key.</summary>
    public Task<(int Status, JsonElement Answer)> SignedAsync(string verb, string path, string parameters = "") =>
        SendAsync(Signed(verb, path, parameters));

    /// <summary>A limit purchase of 0.001 BTC far below the market.</summary>
    public Task<(int Status, JsonElement Answer)> PlaceAsync(string clientOrderId) => SignedAsync(
        "POST", "/api/v3/order", $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=50000&newClientOrderId={clientOrderId}");

    public HttpRequestMessage Signed(string verb, string path, string parameters)
    {
        var payload = (parameters.Length == 0 ? "" : parameters + "&")
            + $"recvWindow=60000&timestamp={Venue.Clock.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}";
        var request = new HttpRequestMessage(new HttpMethod(verb), $"{path}?{payload}&signature={Sign(payload)}");
        request.Headers.Add("X-MBX-APIKEY", DefaultScenario.HmacKey);
        return request;
    }

    public static string Sign(string payload) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.ASCII.GetBytes(DefaultScenario.HmacSecret), Encoding.UTF8.GetBytes(payload)));

    /// <summary>Sends; an answer that is no JSON comes back as a string.</summary>
    public async Task<(int Status, JsonElement Answer)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var isJson = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0;
            return ((int)response.StatusCode, isJson ? JsonDocument.Parse(text).RootElement : JsonSerializer.SerializeToElement(text));
        }
    }

    /// <summary>Client ids of the orders of customer <c>main</c> that the venue has taken.</summary>
    public async Task<string[]> LedgerAsync() =>
        [.. (await ControlAsync("GET", "/ledger?customer=main")).EnumerateArray().Select(row => row.GetProperty("order").GetProperty("clientOrderId").GetString()!)];
}
