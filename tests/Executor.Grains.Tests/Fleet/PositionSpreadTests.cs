using Executor.Grains.Fleet;
using Executor.Grains.Tests.Cluster;
using Microsoft.Extensions.Logging.Abstractions;

namespace Executor.Grains.Tests.Fleet;

public sealed class PositionSpreadTests
{
    [Fact]
    public async Task FlatPosition_MovesToTheSiloThatOwnsNone_AndTradesThere()
    {
        await using var fleet = await StartAsync();

        while (!await AreApartAsync(fleet))
            fleet.Clock.Advance(fleet.Options.SweepEvery);

        await fleet.ShowMarketAsync(TestFleet.Symbol); // as much time as that took has passed for the market too
        await fleet.ShowMarketAsync(TestFleet.OtherSymbol);
        Assert.NotNull((await fleet.SignalAsync()).TradeKey);
        Assert.NotNull((await fleet.SignalAsync("other", TestFleet.OtherSymbol)).TradeKey);
        Assert.Equal((1, 1), (fleet.Entries(), fleet.Entries(TestFleet.OtherSymbol)));
    }

    [Fact]
    public async Task PositionWithATrade_Stays_AndTheFlatOneBesideItMoves()
    {
        await using var fleet = await StartAsync();
        var crowded = await PlaceOfAsync(fleet, TestFleet.Symbol);
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        var epoch = (await fleet.ViewAsync()).Epoch;
        var spread = SpreadOf(fleet);

        await spread.EvenOutAsync(Symbols);
        await spread.EvenOutAsync(Symbols);

        await Eventually.TrueAsync(() => AreApartAsync(fleet));
        Assert.Equal((crowded, epoch), (await PlaceOfAsync(fleet, TestFleet.Symbol), (await fleet.ViewAsync()).Epoch));
    }

    [Fact]
    public async Task NothingMoves_BeforeTheSilosAreKnownToStay_NorWhenNoMoveMakesThemMoreEven()
    {
        await using var fleet = await StartAsync();
        var epochs = await EpochsAsync(fleet);
        var spread = SpreadOf(fleet);

        await spread.EvenOutAsync(Symbols);
        var first = await EpochsAsync(fleet);
        await spread.EvenOutAsync(Symbols);
        await Eventually.TrueAsync(() => AreApartAsync(fleet));
        await spread.EvenOutAsync(Symbols);

        Assert.Equal(epochs, first);
        Assert.Equal(epochs.Sum() + 1, (await EpochsAsync(fleet)).Sum());
    }

    private static string[] Symbols => [TestFleet.Symbol, TestFleet.OtherSymbol];

    private static PositionSpread SpreadOf(TestFleet fleet) => new(fleet.Cluster.Client, NullLogger.Instance);

    /// <summary>Two silos, of which one owns both positions.</summary>
    private static async Task<TestFleet> StartAsync()
    {
        var fleet = await TestFleet.StartAsync(silos: 2);
        await fleet.Fleet().SetRosterAsync([.. Symbols], CancellationToken.None);
        var crowded = await PlaceOfAsync(fleet, TestFleet.Symbol);
        if (await AreApartAsync(fleet))
        {
            await fleet.Cluster.MigrateAsync(fleet.Position(TestFleet.OtherSymbol), crowded);
            await Eventually.TrueAsync(async () => !await AreApartAsync(fleet));
        }

        return fleet;
    }

    private static async Task<long[]> EpochsAsync(TestFleet fleet) => [(await fleet.ViewAsync()).Epoch, (await fleet.ViewAsync(TestFleet.OtherSymbol)).Epoch];

    private static async Task<bool> AreApartAsync(TestFleet fleet) =>
        !(await PlaceOfAsync(fleet, TestFleet.Symbol)).Equals(await PlaceOfAsync(fleet, TestFleet.OtherSymbol));

    /// <summary>The silo that owns it. Asks the position first: a call waits until a move that has begun is over.</summary>
    private static async Task<SiloAddress> PlaceOfAsync(TestFleet fleet, string symbol)
    {
        await fleet.ViewAsync(symbol);
        var place = await fleet.Cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(fleet.Position(symbol));
        return place ?? SiloAddress.Zero;
    }
}
