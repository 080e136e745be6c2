using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Positions;

/// <summary>What wakes a position: reminders, timers, prices.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Reminders_FollowTheTrade_AndAFlatPositionHasNone()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync();
        Assert.Empty(await fleet.RemindersAsync());

        await fleet.SignalAsync();
        await fleet.PumpAsync();
        Assert.Equal(["invariants", "manage", "trail"], await fleet.RemindersAsync());

        await fleet.MoveAsync(94_800m);
        Assert.Equal("Flat", (await fleet.ViewAsync()).Status);
        Assert.Empty(await fleet.RemindersAsync());
    }

    [Fact]
    public async Task Reminders_StandBeforeTheEntryIsStored()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync();
        fleet.Faults.BeforeWrite = _ => throw new IOException("the process dies here");

        await Assert.ThrowsAnyAsync<Exception>(() => fleet.SignalAsync());

        Assert.Equal(["invariants", "manage", "trail"], await fleet.RemindersAsync());
        Assert.Empty(fleet.Exchange.Sent);
    }

    [Fact]
    public async Task Reminders_LeftOverOnAFlatPosition_AreRemovedWhenTheyCome()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync();
        fleet.Faults.BeforeWrite = _ => throw new IOException("the process dies here");
        await Assert.ThrowsAnyAsync<Exception>(() => fleet.SignalAsync());
        fleet.Faults.BeforeWrite = null;

        fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () => (await fleet.RemindersAsync()).Length == 0);

        Assert.Equal("Flat", (await fleet.ViewAsync()).Status);
    }

    [Fact]
    public async Task Reminder_OfAPositionWithoutAnOwner_BringsItBack()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Cluster.DeactivateAsync(fleet.Position());
        await fleet.Cluster.WaitForDeactivationAsync(fleet.Position());

        fleet.Clock.Advance(TimeSpan.FromMinutes(1));

        await fleet.Journal.SeenAsync(TestFleet.Symbol, "BOOT_REHYDRATE");
        Assert.Equal(2, (await fleet.ViewAsync()).Epoch);
    }

    [Fact]
    public async Task W65_PriceThatJumpsPastTheStop_LeavesAtMarketAfterTheGraceAndNotAfterAPollingInterval()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();

        fleet.Paper.JumpPrice(TestFleet.Symbol, 94_000m, fleet.Clock.GetUtcNow()); // the stop-limits trigger and rest above the market
        await fleet.PumpAsync();
        await fleet.Market().QuoteAsync(fleet.Paper.QuoteOf(TestFleet.Symbol), CancellationToken.None);
        Assert.NotEqual("Flat", (await fleet.ViewAsync()).Status);
        await fleet.PassAsync(TimeSpan.FromSeconds(4)); // grace 3 s; the manager's cadence is 15 s

        var view = await fleet.ViewAsync();
        Assert.Equal("Flat", view.Status);
        Assert.Equal("SL_WATCHDOG", view.LastCloseReason);
        Assert.Empty(fleet.Resting());
    }

    [Fact]
    public async Task W65_PriceThatReachesATarget_IsTakenWithoutWaitingForACadence()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Profiles[TestFleet.Symbol] = fleet.Profiles[TestFleet.Symbol] with
        {
            Settings = fleet.Profiles[TestFleet.Symbol].Settings with { ExitStyle = Core.Settings.ExitStyle.Legs },
        });
        await fleet.SignalAsync();
        await fleet.PumpAsync();

        await fleet.MoveAsync(95_191m); // no time passes

        Assert.Contains("TP_REACHED", fleet.Journal.NamesOf(TestFleet.Symbol));
    }

    [Fact]
    public async Task TargetThatFills_BeforeTheMarketShowsItsPrice_MovesTheStopAndDoesNotLeave()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();

        fleet.Paper.MovePrice(TestFleet.Symbol, 95_191m, fleet.Clock.GetUtcNow());
        await fleet.PumpAsync(); // the fill is known, the quote still says 95,000: below the entry at 95,000.01

        var view = await fleet.ViewAsync();
        Assert.Equal("Open", view.Status);
        Assert.Equal("BreakEven", view.StopCause);
        Assert.Equal(0.00070m, view.OpenQuantity); // two of three legs
        Assert.DoesNotContain("LEG_LEAVES", fleet.Journal.NamesOf(TestFleet.Symbol));
    }

    [Fact]
    public async Task Watch_OfAMarketThatLostItsMemory_IsAskedForAgain()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Market().WatchAsync(null, null, CancellationToken.None);

        await fleet.PassAsync(fleet.Profiles[TestFleet.Symbol].Settings.ManageEvery);

        Assert.Equal(94_810.49m, (await fleet.Market().GetSnapshotAsync(0, CancellationToken.None)).WatchedAtOrBelow);
    }
}
