using Executor.Core.Exchange;
using Executor.Exchange.Signing;
using Executor.Exchange.Streams;
using Executor.Exchange.Tests.Signing;
using Executor.Exchange.Tests.Streams.Scripted;
using Executor.Exchange.Time;
using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Exchange.Tests.Streams;

/// <summary>Streams and requests of the adapter against the simulator, over real sockets and in real time.</summary>
public sealed class SimulatorStreamTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private WebApplication? _simulator;

    private Venue Venue => _simulator!.Services.GetRequiredService<Venue>();

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromSeconds(60));
        _simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0", IsQuiet = true });
        await _simulator.StartAsync(_patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator!.DisposeAsync();
        _patience.Dispose();
    }

    [Theory]
    [InlineData(ApiKeyType.HmacSha256, TradingAccount.Spot)]
    [InlineData(ApiKeyType.Ed25519, TradingAccount.Spot)]
    [InlineData(ApiKeyType.HmacSha256, TradingAccount.CrossMargin)]
    [InlineData(ApiKeyType.Ed25519, TradingAccount.IsolatedMargin)]
    public async Task LifeOfAnOrder_IsTold(ApiKeyType key, TradingAccount account)
    {
        await using var adapter = Adapter(key);
        var exchange = adapter.GetRequiredService<IExchange>();
        await using var reader = new Reader<AccountEvent>(adapter.GetRequiredService<IAccountEvents>().FollowAsync(account, "BTCUSDT", _patience.Token));
        await reader.NextAsync<AccountEvent.Listening>();
        var order = new NewOrder { ClientOrderId = "EX_EN_a1_0e7", Side = OrderSide.Buy, Type = OrderType.Limit, Quantity = 0.01m, Price = 60_000m };

        Assert.IsType<ExchangeReply.Accepted>(await exchange.ExecuteAsync(new ExchangeCommand.Place("BTCUSDT", order) { Account = account }, _patience.Token));
        var placed = await ReportAsync(reader);
        Assert.Equal((OrderStatus.New, "EX_EN_a1_0e7", true), (placed.Status, placed.ClientOrderId, placed.IsWorking));
        Assert.IsType<ExchangeReply.Accepted>(await exchange.ExecuteAsync(
            new ExchangeCommand.Cancel("BTCUSDT", new OrderReference("EX_EN_a1_0e7")) { Account = account }, _patience.Token));
        var cancelled = await ReportAsync(reader);
        Assert.Equal((OrderStatus.Canceled, "EX_EN_a1_0e7", placed.OrderId), (cancelled.Status, cancelled.ClientOrderId, cancelled.OrderId));
        var market = order with { ClientOrderId = "EX_EN_a2_0e7", Type = OrderType.Market, Price = null };
        Assert.IsType<ExchangeReply.Accepted>(await exchange.ExecuteAsync(new ExchangeCommand.Place("BTCUSDT", market) { Account = account }, _patience.Token));
        var filled = await ReportAsync(reader);
        while (filled.Status != OrderStatus.Filled)
        {
            filled = await ReportAsync(reader);
        }

        Assert.Equal(0.01m, filled.ExecutedQuantity);
        Assert.All(filled.Fills, fill => Assert.True(fill.Commission > 0m));
    }

    [Fact]
    public async Task Market_IsQuoted()
    {
        Venue.Trade("BTCUSDT", 61_250m, 0.1m, isBuyerMaker: false);
        Venue.Clock.Advance(TimeSpan.FromMinutes(3)); // minutes to be read
        await using var adapter = Adapter(ApiKeyType.HmacSha256);
        await adapter.GetRequiredService<IServerClock>().SynchroniseAsync(_patience.Token); // to the venue's clock, which says which minutes have closed
        await using var reader = new Reader<MarketEvent>(
            adapter.GetRequiredService<IMarketEvents>().FollowAsync("BTCUSDT", Venue.Clock.Now.AddMinutes(-4), _patience.Token));
        while (await reader.NextAsync() is not MarketEvent.MinuteClosed)
        {
            // Minutes of before are read once the subscription stands: what is traded from then on is told.
        }

        Venue.Trade("BTCUSDT", 61_300m, 0.1m, isBuyerMaker: false);
        Venue.Requote("BTCUSDT");

        var quoted = await reader.NextAsync();
        while (quoted is not MarketEvent.Quoted { Quote.Last: 61_300m })
        {
            quoted = await reader.NextAsync();
        }

        var quote = ((MarketEvent.Quoted)quoted).Quote;
        Assert.InRange(quote.Last, quote.Bid - 10m, quote.Ask + 10m);
    }

    private static async Task<OrderReport> ReportAsync(Reader<AccountEvent> reader)
    {
        while (true)
        {
            if (await reader.NextAsync() is AccountEvent.OrderChanged changed)
            {
                return changed.Report;
            }
        }
    }

    private ServiceProvider Adapter(ApiKeyType key)
    {
        var address = new Uri(_simulator!.Urls.Single());
        var sockets = new UriBuilder(address) { Scheme = "ws" }.Uri;
        return new ServiceCollection()
            .AddLogging()
            .AddBinanceExchange()
            .AddBinanceStreams()
            .Configure<BinanceOptions>(options =>
            {
                options.RestHosts.Add(address);
                options.WebSocketApi = new Uri(sockets, "/ws-api/v3");
                options.Streams = sockets;
                options.Credentials = key switch
                {
                    ApiKeyType.HmacSha256 => ApiCredentials.Create(key, DefaultScenario.HmacKey, DefaultScenario.HmacSecret),
                    ApiKeyType.Ed25519 => ApiCredentials.Create(key, DefaultScenario.Ed25519Key, Vectors.Ed25519PrivateKey),
                };
            })
            .BuildServiceProvider(validateScopes: true);
    }
}
