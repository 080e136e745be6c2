using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Fleet;
using Executor.Grains.Tests.Cluster;
using Executor.Grains.Tests.Storage;

namespace Executor.Grains.Tests.Fleet;

/// <summary>Pause, sleep, wake and shutdown: kept over restarts, and asked for where orders are sent.</summary>
public sealed class FleetModeTests
{
    private static readonly string[] Both = [TestFleet.Symbol, TestFleet.OtherSymbol];

    [Fact]
    public async Task P24_Pause_AfterARestart_StillKeepsEverySymbolFromEntering()
    {
        var before = await TestFleet.StartAsync();
        await before.Fleet().PauseAsync("the feed looks odd", "operator", CancellationToken.None);
        await using var after = await before.RestartAsync();

        var refused = await after.SignalAsync();

        Assert.Equal("paused", refused.Reason);
        Assert.Contains("by operator: the feed looks odd", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(after.Exchange.Sent);
        await after.Fleet().WakeAsync("operator", CancellationToken.None);
        Assert.NotNull((await after.SignalAsync("second")).TradeKey);
    }

    [Fact]
    public async Task Sleep_WhileAPositionIsOpen_AnswersSignalsAsleepAndGoesOnManaging()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Fleet().SleepAsync("night", "operator", CancellationToken.None);

        var refused = await fleet.SignalAsync("second", TestFleet.OtherSymbol);
        await fleet.MoveAsync(95_191m); // the first target

        Assert.Equal("asleep", refused.Reason);
        Assert.Equal(("Open", "BreakEven"), ((await fleet.ViewAsync()).Status, (await fleet.ViewAsync()).StopCause));
        await fleet.MoveAsync(94_900m);
        Assert.Equal("Flat", (await fleet.ViewAsync()).Status);
        Assert.Equal(["SLEEP_MODE_ACTIVE"], fleet.Journal.NamesOf(FleetGrain.JournalName));
    }

    [Fact]
    public async Task Sleep_BetweenTheSignalAndItsMarketOrder_EndsTheEntryAndLeavesNothingBehind()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAtAsync("rests", 94_800m);
        Assert.Equal("Pending", (await fleet.ViewAsync()).Status);
        var entries = fleet.Entries();

        await fleet.Fleet().SleepAsync("night", "operator", CancellationToken.None);
        await fleet.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("Flat", (await fleet.ViewAsync()).Status);
        Assert.Empty(fleet.Resting());
        Assert.Equal(entries, fleet.Entries());
        Assert.Equal(0m, fleet.Held());
    }

    [Fact]
    public async Task Signal_WhenTheFleetCannotBeAsked_OpensNothing()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().PauseAsync("spoil the row", "test", CancellationToken.None);
        StoredRow.Overwrite(fleet.StateFile, "fleet", "{broken");
        await fleet.Cluster.DeactivateAsync(fleet.Fleet());
        await fleet.Cluster.WaitForDeactivationAsync(fleet.Fleet());

        var refused = await fleet.SignalAsync();

        Assert.Equal("fleet_unavailable", refused.Reason);
        Assert.Empty(fleet.Exchange.Sent);
    }

    [Fact]
    public async Task Hold_OfOneSymbol_SurvivesARestartAndLeavesTheOthersAlone()
    {
        var before = await TestFleet.StartAsync();
        await before.Position().HoldAsync("delisting announced", CancellationToken.None);
        await using var after = await before.RestartAsync();

        Assert.Equal("symbol_held", (await after.SignalAsync()).Reason);
        Assert.NotNull((await after.SignalAsync("other", TestFleet.OtherSymbol)).TradeKey);
        Assert.Equal(("Paused", "OPERATOR: delisting announced"), ((await after.ViewAsync()).Hold, (await after.ViewAsync()).HoldDetail));
        await after.Position().ReleaseAsync("operator", CancellationToken.None);
        Assert.NotNull((await after.SignalAsync("second")).TradeKey);
    }

    [Fact]
    public async Task W61_ShutdownWithFlatten_ClosesEverythingProvesItOnTheExchangeAndCoolsDown()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([.. Both], CancellationToken.None);
        await fleet.SignalAsync();
        await fleet.SignalAtAsync("rests", 94_800m, TestFleet.OtherSymbol);
        await fleet.PumpAsync();

        var begun = await fleet.Fleet().ShutdownAsync(flatten: true, "fire drill", "operator", CancellationToken.None);
        var done = await DoneAsync(fleet);

        Assert.Equal(FleetMode.Asleep, begun.Mode.Mode);
        Assert.Equal(Both, done.Reports.Select(report => report.Symbol));
        Assert.All(done.Reports, report => Assert.True(report.IsFlat, string.Join(' ', report.Reasons)));
        Assert.All(Both, symbol => Assert.Empty(fleet.Resting(symbol)));
        Assert.All(Both, symbol => Assert.InRange(fleet.Held(symbol), 0m, 0.000009999m)); // less than one lot step
        Assert.Equal("EMERGENCY_SHUTDOWN", (await fleet.ViewAsync()).LastCloseReason);
        Assert.Equal(
            ["EMERGENCY_SHUTDOWN_START", "SLEEP_MODE_ACTIVE", "EMERGENCY_RECONCILE", "EMERGENCY_SHUTDOWN_COMPLETE"],
            fleet.Journal.NamesOf(FleetGrain.JournalName));

        Assert.Equal("asleep", (await fleet.SignalAsync("asleep")).Reason);
        await fleet.Fleet().WakeAsync("operator", CancellationToken.None);
        Assert.Equal("emergency_cooldown", (await fleet.SignalAsync("cooling")).Reason);
        Assert.Null((await fleet.Fleet().GetViewAsync(CancellationToken.None)).Shutdown);
    }

    [Fact]
    public async Task W61_ShutdownWithoutFlatten_LeavesPositionsProtectedAndSaysWhatIsOpen()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([.. Both], CancellationToken.None);
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        var resting = fleet.Resting().Select(order => order.ClientOrderId).Order(StringComparer.Ordinal).ToList();

        await fleet.Fleet().ShutdownAsync(flatten: false, "leaving", "operator", CancellationToken.None);
        var done = await DoneAsync(fleet);

        Assert.Equal([false, true], done.Reports.Select(report => report.IsFlat));
        Assert.Contains(done.Reports[0].Reasons, reason => reason.EndsWith("is Open.", StringComparison.Ordinal));
        Assert.Equal(resting, fleet.Resting().Select(order => order.ClientOrderId).Order(StringComparer.Ordinal));
        Assert.Equal(1m, (await fleet.ViewAsync()).Coverage);

        await fleet.Fleet().ShutdownAsync(flatten: true, "leaving for good", "operator", CancellationToken.None); // added to the one before
        Assert.All((await DoneAsync(fleet)).Reports, report => Assert.True(report.IsFlat));
    }

    [Fact]
    public async Task W61_Shutdown_WhenTheExchangeDoesNotAnswer_TakesNothingForFlatAndGoesOnAfterARestart()
    {
        var before = await TestFleet.StartAsync();
        await before.Fleet().SetRosterAsync([.. Both], CancellationToken.None);
        await before.SignalAsync();
        await before.PumpAsync();
        before.Exchange.Before = (_, _) => Task.FromResult<ExchangeReply>(new ExchangeReply.Unknown("no answer"));
        await before.Fleet().ShutdownAsync(flatten: true, "fire", "operator", CancellationToken.None);
        await before.Journal.SeenAsync(FleetGrain.JournalName, "EMERGENCY_BLOCKED_ACTIVE_ORDERS");
        var blocked = (await before.Fleet().GetViewAsync(CancellationToken.None)).Shutdown!;
        await using var after = await before.RestartAsync();

        await after.Fleet().GetModeAsync(CancellationToken.None); // as the start of a silo does
        var done = await DoneAsync(after);

        Assert.Equal(ShutdownPhase.Flattening, blocked.Phase);
        Assert.All(blocked.Reports, report => Assert.False(report.IsFlat));
        Assert.All(done.Reports, report => Assert.True(report.IsFlat, string.Join(' ', report.Reasons)));
        Assert.InRange(after.Held(), 0m, 0.000009999m); // less than one lot step
        Assert.Empty(after.Resting());
    }

    [Fact]
    public async Task Wake_DuringAShutdown_GivesUpWhatIsNotDone()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([TestFleet.Symbol], CancellationToken.None);
        fleet.Exchange.Before = (_, _) => Task.FromResult<ExchangeReply>(new ExchangeReply.Unknown("no answer"));
        await fleet.Fleet().ShutdownAsync(flatten: true, "fire", "operator", CancellationToken.None);
        await fleet.Journal.SeenAsync(FleetGrain.JournalName, "EMERGENCY_BLOCKED_ACTIVE_ORDERS");

        await fleet.Fleet().WakeAsync("operator", CancellationToken.None);
        fleet.Exchange.Before = null;

        var view = await fleet.Fleet().GetViewAsync(CancellationToken.None);
        Assert.Equal((FleetMode.Running, null), (view.Mode.Mode, view.Shutdown));
        Assert.NotNull((await fleet.SignalAsync()).TradeKey);
    }

    [Fact]
    public async Task Verify_WhenAnOrderOfOursRestsThatNobodyKnows_SaysWhich()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Paper.Deposit("BTC", 1m);
        await fleet.Paper.ExecuteAsync(
            new ExchangeCommand.Place(TestFleet.Symbol, new NewOrder
            {
                ClientOrderId = "EX_SL_forgotten",
                Side = OrderSide.Sell,
                Type = OrderType.Limit,
                Quantity = 0.001m,
                Price = 99_000m,
            }),
            TestContext.Current.CancellationToken);

        var report = await fleet.Position().VerifyAsync(CancellationToken.None);

        Assert.False(report.IsFlat);
        Assert.Equal("Flat", report.Status);
        Assert.Contains("EX_SL_forgotten", Assert.Single(report.Reasons), StringComparison.Ordinal);
    }

    private static async Task<ShutdownView> DoneAsync(TestFleet fleet)
    {
        await Eventually.TrueAsync(async () =>
        {
            fleet.Clock.Advance(TimeSpan.FromSeconds(1));
            await fleet.PumpAsync();
            return (await fleet.Fleet().GetViewAsync(CancellationToken.None)).Shutdown is { Phase: ShutdownPhase.Done };
        });
        return (await fleet.Fleet().GetViewAsync(CancellationToken.None)).Shutdown!;
    }
}
