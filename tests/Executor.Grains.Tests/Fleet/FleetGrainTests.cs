using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Fleet;

public sealed class FleetGrainTests
{
    [Fact]
    public async Task Sweep_BringsBackAPositionThatLostItsOwnerAndItsReminders()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([TestFleet.Symbol], CancellationToken.None);
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Cluster.DeactivateAsync(fleet.Position());
        await fleet.Cluster.WaitForDeactivationAsync(fleet.Position());

        fleet.Clock.Advance(fleet.Options.SweepEvery);

        await fleet.Journal.SeenAsync(TestFleet.Symbol, "BOOT_REHYDRATE");
    }

    [Fact]
    public async Task Sweep_AfterARestart_StillKnowsTheRosterAndOpensItsPositions()
    {
        var before = await TestFleet.StartAsync();
        await before.Fleet().SetRosterAsync([TestFleet.OtherSymbol, TestFleet.Symbol, TestFleet.OtherSymbol], CancellationToken.None);
        await before.SignalAsync();
        await using var after = await before.RestartAsync();

        var swept = await after.Fleet().SweepAsync(CancellationToken.None);

        Assert.Equal([TestFleet.OtherSymbol, TestFleet.Symbol], swept.Select(result => result.Symbol));
        Assert.All(swept, result => Assert.Null(result.Problem));
        await after.Journal.SeenAsync(TestFleet.Symbol, "BOOT_REHYDRATE");
    }

    [Fact]
    public async Task Symbol_ThatLeftTheRoster_IsSweptUntilItIsFlat()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([TestFleet.Symbol, TestFleet.OtherSymbol], CancellationToken.None);
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Fleet().SetRosterAsync([TestFleet.OtherSymbol], CancellationToken.None);

        Assert.Equal(2, (await fleet.Fleet().SweepAsync(CancellationToken.None)).Length);
        await fleet.MoveAsync(94_800m);
        Assert.Equal(2, (await fleet.Fleet().SweepAsync(CancellationToken.None)).Length); // this one finds it flat

        Assert.Equal(TestFleet.OtherSymbol, Assert.Single(await fleet.Fleet().SweepAsync(CancellationToken.None)).Symbol);
        Assert.Equal(TestFleet.OtherSymbol, Assert.Single(await fleet.Fleet().GetSymbolsAsync(CancellationToken.None)).Symbol);
    }
}
