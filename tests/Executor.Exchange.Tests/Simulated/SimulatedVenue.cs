using System.Net.Http.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Signing;
using Executor.Exchange.Streams;
using Executor.Exchange.Tests.Scripted;
using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Tests.Simulated;

/// <summary>The simulator's server with its control API, and adapters that are made against it: all they log is kept.</summary>
internal sealed class SimulatedVenue : IAsyncDisposable
{
    private readonly WebApplication _simulator;
    private readonly HttpClient _control;

    private SimulatedVenue(WebApplication simulator) =>
        (_simulator, _control) = (simulator, new HttpClient { BaseAddress = new Uri(simulator.Urls.Single()) });

    public LogCapture Logs { get; } = new();

    public Venue Venue => _simulator.Services.GetRequiredService<Venue>();

    public static async Task<SimulatedVenue> StartAsync()
    {
        var simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0", IsQuiet = true });
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        return new SimulatedVenue(simulator);
    }

    /// <summary>The adapter with its streams, as a host registers it.</summary>
    public ServiceProvider Adapter(Action<BinanceOptions>? configure = null)
    {
        var address = _control.BaseAddress!;
        var sockets = new UriBuilder(address) { Scheme = "ws" }.Uri;
        return new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddBinanceExchange()
            .AddBinanceStreams()
            .Configure<BinanceOptions>(options =>
            {
                options.RestHosts.Add(address);
                options.WebSocketApi = new Uri(sockets, "/ws-api/v3");
                options.Streams = sockets;
                options.Credentials = ApiCredentials.Create(ApiKeyType.HmacSha256, DefaultScenario.HmacKey, DefaultScenario.HmacSecret);
                options.ReadRetries = 1;
                options.Connections.ShortestPause = TimeSpan.FromMilliseconds(100);
                configure?.Invoke(options);
            })
            .BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Switches a fault on.</summary>
    /// <param name="rule">The rule's fields as JSON.</param>
    public Task FaultAsync(string rule) => PostAsync("/_sim/faults", rule);

    public async Task NoFaultsAsync() => (await _control.DeleteAsync(new Uri("/_sim/faults", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    public async Task PostAsync(string path, string body)
    {
        using var content = JsonContent.Create(System.Text.Json.JsonDocument.Parse(body).RootElement);
        using var answer = await _control.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A limit order far from the market.</summary>
    public static ExchangeCommand.Place Resting(string id) => new(
        "BTCUSDT", new NewOrder { ClientOrderId = id, Side = OrderSide.Buy, Type = OrderType.Limit, Quantity = 0.01m, Price = 60_000m });

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _simulator.DisposeAsync();
    }
}
