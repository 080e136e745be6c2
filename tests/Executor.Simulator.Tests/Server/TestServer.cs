using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Simulator.Tests.Server;

/// <summary>A simulator on a free port of this machine, whose real time stands still unless a test moves it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2025, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private TestServer(WebApplication app, FakeTimeProvider time) => (_app, Time) = (app, time);

    public FakeTimeProvider Time { get; }

    public Venue Venue => _app.Services.GetRequiredService<Venue>();

    public Uri Address => new(_app.Urls.Single());

    public static async Task<TestServer> StartAsync(Func<Scenario, Scenario>? change = null, string? folder = null)
    {
        var time = new FakeTimeProvider(Noon);
        var scenario = change is null ? DefaultScenario.Create() : change(DefaultScenario.Create());
        var app = SimulatorHost.Build(new SimulatorOptions
        {
            Urls = "http://127.0.0.1:0",
            Scenario = scenario,
            Folder = folder,
            Time = time,
            IsQuiet = true,
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(app, time);
    }

    /// <summary>A client with the HMAC key of customer main.</summary>
    public TestClient Client(string key = DefaultScenario.HmacKey, string secret = DefaultScenario.HmacSecret)
    {
        var http = new HttpClient { BaseAddress = Address };
        _clients.Add(http);
        return new TestClient(http, key, secret, () => Venue.Clock.Now);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _app.DisposeAsync();
    }
}
