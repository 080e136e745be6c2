using Executor.Core.Exchange;
using Executor.Exchange.Tests.Streams.Scripted;
using Executor.Exchange.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Exchange.Tests.Simulated;

/// <summary>Faults of streams (F13 to F15) as the simulator makes them, over real sockets.</summary>
public sealed class StreamFaultTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private SimulatedVenue? _venue;

    private SimulatedVenue Simulator => _venue!;

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromSeconds(90));
        _venue = await SimulatedVenue.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task F13_EventThatComesTwice_IsToldTwiceAndIsTheSame()
    {
        await using var adapter = Simulator.Adapter();
        await using var reader = await ListenAsync(adapter);
        await Simulator.FaultAsync("""{"fault":"EventDuplicate","endpoint":"executionReport"}""");

        await PlaceAsync(adapter, "EX_EN_0123456789ab_0e1");

        var (first, second) = (await ReportAsync(reader), await ReportAsync(reader));
        Assert.Equal((first.OrderId, first.Status, first.ClientOrderId), (second.OrderId, second.Status, second.ClientOrderId));
    }

    [Fact]
    public async Task F13_EventThatIsLost_IsSeenByTheNextLook()
    {
        await using var adapter = Simulator.Adapter();
        await using var reader = await ListenAsync(adapter);
        await Simulator.FaultAsync("""{"fault":"EventLoss","endpoint":"executionReport","count":1}""");

        await PlaceAsync(adapter, "EX_EN_0123456789ab_0e1"); // lost
        await PlaceAsync(adapter, "EX_EN_0123456789ab_1e1");

        Assert.Equal("EX_EN_0123456789ab_1e1", (await ReportAsync(reader)).ClientOrderId);
        var look = await Exchange(adapter).ExecuteAsync(new ExchangeCommand.Inspect("BTCUSDT", [new OrderReference("EX_EN_0123456789ab_0e1")], null), _patience.Token);
        Assert.Equal(OrderStatus.New, Assert.Single(Assert.IsType<ExchangeReply.Inspected>(look).View.Orders).Status);
    }

    [Theory]
    [InlineData("""{"fault":"EventDelay","endpoint":"executionReport","delayMs":50}""")]
    [InlineData("""{"fault":"EventReorder","endpoint":"executionReport","delayMs":50}""")]
    [InlineData("""{"fault":"EventsBeforeReply","delayMs":200}""")]
    public async Task F13_EventsInAnotherOrder_AreAllTold(string fault)
    {
        await using var adapter = Simulator.Adapter();
        await using var reader = await ListenAsync(adapter);
        await Simulator.FaultAsync(fault);

        await PlaceAsync(adapter, "EX_EN_0123456789ab_0e1");
        await PlaceAsync(adapter, "EX_EN_0123456789ab_1e1");

        string[] told = [(await ReportAsync(reader)).ClientOrderId, (await ReportAsync(reader)).ClientOrderId];
        Assert.Equal(["EX_EN_0123456789ab_0e1", "EX_EN_0123456789ab_1e1"], told.Order());
    }

    [Fact]
    public async Task F14_ConnectionThatIsCut_IsMadeAnewAndTheGapIsTold()
    {
        await using var adapter = Simulator.Adapter();
        await using var reader = await ListenAsync(adapter);

        await Simulator.PostAsync("/_sim/streams/cut", "{}");

        await reader.NextAsync<AccountEvent.Interrupted>();
        await UntilListeningAsync(reader);
        await PlaceAsync(adapter, "EX_EN_0123456789ab_0e1");
        Assert.Equal("EX_EN_0123456789ab_0e1", (await ReportAsync(reader)).ClientOrderId);
    }

    [Fact]
    public async Task F14_AnnouncedShutdown_LosesNothing()
    {
        await using var adapter = Simulator.Adapter(options => options.Connections.Overlap = TimeSpan.Zero);
        await using var reader = await ListenAsync(adapter);

        await Simulator.PostAsync("/_sim/streams/shutdown", "{}");
        await PlaceAsync(adapter, "EX_EN_0123456789ab_0e1");

        Assert.Equal("EX_EN_0123456789ab_0e1", (await ReportAsync(reader)).ClientOrderId); // nothing was interrupted
    }

    [Fact]
    public async Task F14_ListenTokensThatExpire_AreFetchedAnew()
    {
        await using var adapter = Simulator.Adapter();
        await using var reader = await ListenAsync(adapter, TradingAccount.CrossMargin);

        await Simulator.PostAsync("/_sim/streams/expire-tokens", "{}");

        await reader.NextAsync<AccountEvent.Interrupted>();
        await UntilListeningAsync(reader);
    }

    [Theory]
    [InlineData("StaleQuotes")]
    [InlineData("CrossedQuotes")]
    public async Task F15_PricesThatStandStillOrCross_FallSilent(string fault)
    {
        await using var adapter = Simulator.Adapter(options => options.Connections.SilentAfter = TimeSpan.FromSeconds(1));
        Simulator.Venue.Trade("BTCUSDT", 61_250m, 0.1m, isBuyerMaker: false);
        Simulator.Venue.Clock.Advance(TimeSpan.FromMinutes(3)); // minutes to be read
        await adapter.GetRequiredService<IServerClock>().SynchroniseAsync(_patience.Token);
        await using var reader = new Reader<MarketEvent>(
            adapter.GetRequiredService<IMarketEvents>().FollowAsync("BTCUSDT", Simulator.Venue.Clock.Now.AddMinutes(-4), _patience.Token));
        while (await reader.NextAsync() is not MarketEvent.MinuteClosed)
        {
            // From then on the subscription stands.
        }

        await Simulator.FaultAsync($$"""{"fault":"{{fault}}","symbol":"BTCUSDT"}""");
        Simulator.Venue.Trade("BTCUSDT", 61_300m, 0.1m, isBuyerMaker: false);
        Simulator.Venue.Requote("BTCUSDT");

        MarketEvent happened;
        while ((happened = await reader.NextAsync()) is not MarketEvent.Silent)
        {
            Assert.True(happened is not MarketEvent.Quoted { Quote: var quote } || quote.Ask >= quote.Bid);
        }
    }

    private static IExchange Exchange(ServiceProvider adapter) => adapter.GetRequiredService<IExchange>();

    private async Task<Reader<AccountEvent>> ListenAsync(ServiceProvider adapter, TradingAccount account = TradingAccount.Spot)
    {
        var reader = new Reader<AccountEvent>(adapter.GetRequiredService<IAccountEvents>().FollowAsync(account, null, _patience.Token));
        await UntilListeningAsync(reader);
        return reader;
    }

    private static async Task UntilListeningAsync(Reader<AccountEvent> reader)
    {
        while (await reader.NextAsync() is not AccountEvent.Listening)
        {
            // A first try may be refused; it says so.
        }
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

    private async Task PlaceAsync(ServiceProvider adapter, string id) =>
        Assert.IsType<ExchangeReply.Accepted>(await Exchange(adapter).ExecuteAsync(SimulatedVenue.Resting(id), _patience.Token));
}
