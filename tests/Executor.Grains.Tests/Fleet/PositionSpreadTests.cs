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

        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(fleet.Options.SweepEvery);
            return Task.FromResult(!PlaceOf(fleet, TestFleet.Symbol).Equals(PlaceOf(fleet, TestFleet.OtherSymbol)));
        });

        await fleet.MoveAsync(95_000m);
        await fleet.MoveAsync(95_000m, TestFleet.OtherSymbol); // a quote of this time
        Assert.NotNull((await fleet.SignalAsync()).TradeKey);
        Assert.NotNull((await fleet.SignalAsync("other", TestFleet.OtherSymbol)).TradeKey);
        Assert.Equal((1, 1), (fleet.Entries(), fleet.Entries(TestFleet.OtherSymbol)));
    }

    [Fact]
    public async Task PositionWithATrade_Stays_AndTheFlatOneBesideItMoves()
    {
        await using var fleet = await StartAsync();
        var crowded = PlaceOf(fleet, TestFleet.Symbol);
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        var epoch = (await fleet.ViewAsync()).Epoch;
        var spread = SpreadOf(fleet);

        await spread.EvenOutAsync(Symbols);
        await spread.EvenOutAsync(Symbols);

        await Eventually.TrueAsync(() => Task.FromResult(!PlaceOf(fleet, TestFleet.OtherSymbol).Equals(crowded)));
        Assert.Equal((crowded, epoch), (PlaceOf(fleet, TestFleet.Symbol), (await fleet.ViewAsync()).Epoch));
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
        await Eventually.TrueAsync(() => Task.FromResult(!PlaceOf(fleet, TestFleet.Symbol).Equals(PlaceOf(fleet, TestFleet.OtherSymbol))));
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
        await fleet.ViewAsync();
        await fleet.ViewAsync(TestFleet.OtherSymbol);
        var crowded = PlaceOf(fleet, TestFleet.Symbol);
        if (!PlaceOf(fleet, TestFleet.OtherSymbol).Equals(crowded))
        {
            await fleet.Cluster.MigrateAsync(fleet.Position(TestFleet.OtherSymbol), crowded);
            await Eventually.TrueAsync(() => Task.FromResult(PlaceOf(fleet, TestFleet.OtherSymbol).Equals(crowded)));
        }

        return fleet;
    }

    private static async Task<long[]> EpochsAsync(TestFleet fleet) => [(await fleet.ViewAsync()).Epoch, (await fleet.ViewAsync(TestFleet.OtherSymbol)).Epoch];

    /// <summary>The silo that owns it; zero while it moves.</summary>
    private static SiloAddress PlaceOf(TestFleet fleet, string symbol) =>
        fleet.Cluster.TryGetGrainContext(fleet.Position(symbol).GetGrainId(), out var context)
            ? context.Address.SiloAddress!
            : SiloAddress.Zero;
}
