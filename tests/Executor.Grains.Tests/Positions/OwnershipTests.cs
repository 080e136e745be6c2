using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Grains.Tests.Cluster;
using Orleans.Storage;

namespace Executor.Grains.Tests.Positions;

/// <summary>Two activations may live at once; only the one that claimed last may act.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public async Task W55_ActivationThatWasTakenOver_SendsNothing()
    {
        await using var stale = await TestFleet.StartAsync();
        await stale.SignalAsync();
        await stale.PumpAsync();
        await using var owner = await stale.SplitAsync();
        Assert.Equal(2, (await owner.ViewAsync()).Epoch);
        var sent = stale.Exchange.Sent.Count;

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.Position().FlattenAsync("OPERATOR", CancellationToken.None));

        Assert.Equal(sent, stale.Exchange.Sent.Count);
        Assert.Equal("Open", (await owner.ViewAsync()).Status);
    }

    [Fact]
    public async Task W55_ActivationFrozenBetweenStoringAndSending_FindsOutBeforeItSends()
    {
        await using var frozen = await TestFleet.StartAsync();
        TestFleet? owner = null;
        frozen.Faults.AfterWrite = async state =>
        {
            if (state is not PositionState { Trade: not null })
                return;
            frozen.Faults.AfterWrite = null;
            frozen.Clock.Advance(TimeSpan.FromMinutes(2)); // the process stands still; the cluster gives it up
            owner = await frozen.SplitAsync();
            await owner.ViewAsync();
        };

        await Assert.ThrowsAsync<InconsistentStateException>(() => frozen.SignalAsync());

        Assert.NotNull(owner);
        Assert.DoesNotContain(frozen.Exchange.Sent, command => command is ExchangeCommand.Place);
        await owner.DisposeAsync();
    }

    [Fact]
    public async Task PauseBetweenStoringAndSending_WithoutATakeover_WritesAgainAndSends()
    {
        await using var fleet = await TestFleet.StartAsync();
        var writes = new List<PositionState>();
        fleet.Faults.AfterWrite = state =>
        {
            if (state is PositionState { Intents.IsEmpty: false } position)
            {
                writes.Add(position);
                if (writes.Count == 1)
                    fleet.Clock.Advance(fleet.Options.SendLease + TimeSpan.FromMilliseconds(1));
            }
            return Task.CompletedTask;
        };

        var reply = await fleet.SignalAsync();

        Assert.NotNull(reply.TradeKey);
        Assert.Equal(writes[0], writes[1]);
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task Deactivation_InTheMiddleOfATrade_IsTakenUpWhereItStood()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Cluster.DeactivateAsync(fleet.Position());
        await fleet.Cluster.WaitForDeactivationAsync(fleet.Position());
        fleet.Paper.MovePrice(TestFleet.Symbol, 95_191m, fleet.Clock.GetUtcNow()); // the first target fills while nobody looks
        fleet.LoseEvents();

        await fleet.ViewAsync();
        await fleet.Journal.SeenAsync(TestFleet.Symbol, "TP1_DONE_SL_TO_BE");
        await fleet.PassAsync(TimeSpan.FromSeconds(3));

        var view = await fleet.ViewAsync();
        Assert.Equal("Open", view.Status);
        Assert.Equal(2, view.Epoch);
        Assert.Equal("BreakEven", view.StopCause);
        Assert.Equal(1m, view.Coverage);
    }

    [Fact]
    public async Task Restart_WithTheStopHitWhileDown_FindsThePositionClosed()
    {
        var before = await TestFleet.StartAsync();
        await before.SignalAsync();
        await before.PumpAsync();
        before.Paper.MovePrice(TestFleet.Symbol, 94_700m, before.Clock.GetUtcNow());
        await using var after = await before.RestartAsync(TimeSpan.FromMinutes(10));

        await after.ViewAsync();
        await after.Journal.SeenAsync(TestFleet.Symbol, "TRADE_CLOSED");

        var view = await after.ViewAsync();
        Assert.Equal("Flat", view.Status);
        Assert.Equal("SL", view.LastCloseReason);
        Assert.Empty(after.Resting());
    }

    [Fact]
    public async Task Migration_InTheMiddleOfATrade_ClaimsAgainOnTheOtherSilo()
    {
        await using var fleet = await TestFleet.StartAsync(silos: 2);
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        Assert.True(fleet.Cluster.TryGetGrainContext(fleet.Position().GetGrainId(), out var context));
        var other = fleet.Cluster.Silos.Single(silo => !silo.SiloAddress.Equals(context.Address.SiloAddress));

        await fleet.Cluster.MigrateAsync(fleet.Position(), other.SiloAddress);
        await Eventually.TrueAsync(async () => (await fleet.ViewAsync()).Epoch == 2);

        var view = await fleet.ViewAsync();
        Assert.Equal("Open", view.Status);
        Assert.Equal(1m, view.Coverage);
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task W70_WallClockSetBackAnHour_DoesNotFreezeTheEntryTimeout()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.MoveAsync(95_010m);
        await fleet.SignalAtAsync("below-the-market", 95_000m);
        Assert.Equal("Pending", (await fleet.ViewAsync()).Status);
        fleet.Clock.Step = TimeSpan.FromHours(-1);

        await fleet.PassAsync(TimeSpan.FromSeconds(200)); // 90 s at half speed, and a cadence

        Assert.NotEqual("Pending", (await fleet.ViewAsync()).Status);
    }

    [Fact]
    public async Task View_OfAFlatSymbolThatIsNotConfiguredAnyMore_IsGiven()
    {
        await using var fleet = await TestFleet.StartAsync();

        var view = await fleet.ViewAsync("XYZUSDC");

        Assert.Equal("Flat", view.Status);
    }
}
