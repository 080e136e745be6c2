using Executor.Core.Exchange;
using Executor.Exchange.Signing;
using Executor.Exchange.Tests.Signing;
using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Exchange.Tests.Simulated;

/// <summary>The adapter against the simulator's server, over HTTP on loopback; prices stand still.</summary>
internal sealed class SimulatedExchange : IAsyncDisposable
{
    private readonly WebApplication _simulator;
    private readonly ServiceProvider _services;
    private int _next;

    private SimulatedExchange(WebApplication simulator, ServiceProvider services) => (_simulator, _services) = (simulator, services);

    public IExchange Exchange => _services.GetRequiredService<IExchange>();

    public static async Task<SimulatedExchange> StartAsync(ApiKeyType type = ApiKeyType.HmacSha256)
    {
        var simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0", IsQuiet = true });
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        var services = new ServiceCollection().AddLogging().AddBinanceExchange().Configure<BinanceOptions>(options =>
        {
            options.RestHosts.Add(new Uri(simulator.Urls.Single()));
            options.Credentials = type switch
            {
                ApiKeyType.HmacSha256 => ApiCredentials.Create(type, DefaultScenario.HmacKey, DefaultScenario.HmacSecret),
                ApiKeyType.Ed25519 => ApiCredentials.Create(type, DefaultScenario.Ed25519Key, Vectors.Ed25519PrivateKey),
            };
        }).BuildServiceProvider();
        return new SimulatedExchange(simulator, services);
    }

    public NewOrder Order(string purpose, OrderSide side, OrderType type, decimal quantity, decimal? price = null, decimal? stopPrice = null) => new()
    {
        ClientOrderId = $"EX_{purpose}_0123456789ab_{_next++}e1", Side = side, Type = type, Quantity = quantity, Price = price, StopPrice = stopPrice,
    };

    public async Task<ExchangeReply> SendAsync(ExchangeCommand command) => await Exchange.ExecuteAsync(command, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<OrderReport>> AcceptedAsync(ExchangeCommand command)
    {
        var reply = await SendAsync(command);
        return reply is ExchangeReply.Accepted accepted ? [.. accepted.Orders] : throw new InvalidOperationException($"{command} was answered by {reply}");
    }

    public async Task<ExchangeView> LookAsync(TradingAccount account, params OrderReference[] orders)
    {
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var reply = await SendAsync(new ExchangeCommand.Inspect("BTCUSDT", [.. orders], since) { Account = account, LoansSince = since });
        return reply is ExchangeReply.Inspected inspected ? inspected.View : throw new InvalidOperationException($"a look was answered by {reply}");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }
}
