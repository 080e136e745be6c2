using System.Collections.Immutable;
using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Ledger;
using Executor.Grains.Positions;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Ledger;

/// <summary>A closed trade reaches the ledger once, whatever fails on the way, and trading never waits for it.</summary>
public sealed class TradeDeliveryTests
{
    [Fact]
    public async Task Close_WhenAllIsWell_IsWrittenDownWithItsExecutionsAndNotKeptAnyLonger()
    {
        await using var fleet = await TestFleet.StartAsync();
        var kept = UndeliveredOf(fleet);
        await TradeAsync(fleet, "signal-1");

        var record = Assert.Single(await RecordsAsync(fleet, 1));
        await InTimeAsync(fleet, () => Task.FromResult(kept() is { IsDefault: false, IsEmpty: true }));

        Assert.Equal((ExitKind.NormalSl, "SL"), (record.Exit, record.CloseReason));
        Assert.Equal("signal-1", record.SignalKey);
        Assert.Equal((await fleet.ViewAsync()).LastProfit, record.Money.CashQuote);
        Assert.Equal(0.00105m, record.Money.EntryQuantity);
        Assert.Equal([OrderRole.Entry, OrderRole.Stop, OrderRole.Stop, OrderRole.Stop], record.Orders.Select(order => order.Role));
        Assert.Equal(FeeStatus.Ok, record.Money.FeeStatus);
        Assert.Equal(["BTC", "USDC"], record.Money.Fees.Select(fee => fee.Asset));
    }

    [Fact]
    public async Task W62_EntryThatIsAborted_HasARecord()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAtAsync("signal-1", 94_000m); // the limit entry rests far below the market
        await fleet.Position().FlattenAsync("OPERATOR", CancellationToken.None);

        var record = Assert.Single(await RecordsAsync(fleet, 1));

        Assert.Equal((ExitKind.Aborted, "OPERATOR", 0m), (record.Exit, record.CloseReason, record.Money.CashQuote));
        Assert.Null(record.EnteredAt);
    }

    [Fact]
    public async Task Delivery_WhenTheLedgerCannotWrite_IsRepeatedWhileTheNextTradeRuns()
    {
        await using var fleet = await TestFleet.StartAsync();
        var failed = new TaskCompletionSource();
        fleet.Faults.BeforeWrite = state => state is LedgerSheet && failed.TrySetResult() ? throw new IOException("disk full") : Task.CompletedTask;
        await TradeAsync(fleet, "signal-1");
        await Patience.ForAsync(failed.Task);

        await AwaitCooldownAsync(fleet);
        var second = await fleet.SignalAsync("signal-2");

        Assert.NotNull(second.TradeKey);
        Assert.Equal("signal-1", Assert.Single(await RecordsAsync(fleet, 1)).SignalKey);
    }

    [Fact]
    public async Task Delivery_WhenTheLedgerHangs_HoldsUpNothingAndIsWrittenDownOnce()
    {
        await using var fleet = await TestFleet.StartAsync();
        var (hanging, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        fleet.Faults.BeforeWrite = state => state is LedgerSheet && hanging.TrySetResult() ? goOn.Task : Task.CompletedTask;
        await TradeAsync(fleet, "signal-1");
        await Patience.ForAsync(hanging.Task);

        await AwaitCooldownAsync(fleet);
        var second = await fleet.SignalAsync("signal-2");
        await fleet.MoveAsync(94_500m);
        Assert.NotNull(second.TradeKey);
        Assert.Equal("Flat", (await fleet.ViewAsync()).Status);

        goOn.SetResult();
        Assert.Equal(["signal-1", "signal-2"], (await RecordsAsync(fleet, 2)).Select(record => record.SignalKey));
    }

    [Fact]
    public async Task Delivery_WhenTheConfirmationIsLost_IsRepeatedByTheNextActivationAndWrittenDownOnce()
    {
        var fleet = await TestFleet.StartAsync();
        var written = new TaskCompletionSource();
        fleet.Faults.AfterWrite = state =>
        {
            if (state is LedgerSheet)
                written.TrySetResult();
            return Task.CompletedTask;
        };
        fleet.Faults.BeforeWrite = state => state is PositionState { LastClosed: not null, Undelivered.IsEmpty: true } ? throw new IOException("killed") : Task.CompletedTask;
        await TradeAsync(fleet, "signal-1");
        await Patience.ForAsync(written.Task);

        await using var next = await fleet.RestartAsync();
        var kept = UndeliveredOf(next);
        await next.Position().EnsureAliveAsync(CancellationToken.None);
        await InTimeAsync(next, () => Task.FromResult(kept() is { IsDefault: false, IsEmpty: true }));

        Assert.Single(await RecordsAsync(next, 1));
    }

    private static async Task TradeAsync(TestFleet fleet, string signal)
    {
        await fleet.SignalAsync(signal);
        await fleet.PumpAsync();
        await fleet.MoveAsync(94_800m);
    }

    private static async Task AwaitCooldownAsync(TestFleet fleet)
    {
        var until = (await fleet.ViewAsync()).CooldownUntil!.Value;
        fleet.Clock.Advance(until - fleet.Clock.GetUtcNow());
        await fleet.Market().QuoteAsync(fleet.Paper.QuoteOf(TestFleet.Symbol) with { At = fleet.Clock.GetUtcNow() }, CancellationToken.None);
    }

    /// <summary>What the position keeps for the ledger, by its newest write.</summary>
    private static Func<ImmutableArray<ClosedTrade>> UndeliveredOf(TestFleet fleet)
    {
        ImmutableArray<ClosedTrade> kept = default;
        fleet.Faults.AfterWrite = state =>
        {
            if (state is PositionState { LastClosed: not null } position)
                kept = position.Undelivered;
            return Task.CompletedTask;
        };
        return () => kept;
    }

    private static async Task<ImmutableArray<TradeRecord>> RecordsAsync(TestFleet fleet, int count)
    {
        LedgerPage page = new() { Records = [] };
        await InTimeAsync(fleet, async () =>
        {
            page = await fleet.Ledger().ReadAsync(TestFleet.Start, TestFleet.Start.AddDays(1), 0, CancellationToken.None);
            return page.Records.Length >= count;
        });
        return page.Records;
    }

    /// <summary>Waits for something; time passes meanwhile, some ten times as fast as outside, so that what failed is tried again.</summary>
    private static Task InTimeAsync(TestFleet fleet, Func<Task<bool>> condition) => Eventually.TrueAsync(() =>
    {
        fleet.Clock.Advance(TradeDelivery.FirstPause / 5);
        return condition();
    });
}
