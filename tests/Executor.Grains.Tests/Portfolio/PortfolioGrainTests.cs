using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Portfolio;
using Executor.Grains.Tests.Cluster;
using Executor.Grains.Tests.Storage;
using Orleans.Storage;

namespace Executor.Grains.Tests.Portfolio;

public sealed class PortfolioGrainTests
{
    private static readonly PortfolioLimits One = new() { MaxOpenPositions = 1 };

    [Fact]
    public async Task Reserve_WhenManySymbolsAskAtOnce_GrantsNotOneMoreThanTheLimit()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Limits = new PortfolioLimits { MaxOpenPositions = 7, MaxTotalNotional = 1_000m });

        var answers = await Task.WhenAll(Enumerable.Range(1, 60).Select(number =>
            fleet.Portfolio().ReserveAsync(Entry($"COIN{number.ToString(CultureInfo.InvariantCulture)}USDC", notional: 100m), CancellationToken.None)));

        Assert.Equal(7, answers.Count(answer => answer.Reason is null));
        Assert.All(answers.Where(answer => answer.Reason is not null), answer =>
            Assert.Equal(("max_open_positions", "7 position(s) under way; the limit is 7."), (answer.Reason, answer.Detail)));
        Assert.Equal(7, (await fleet.Portfolio().GetViewAsync(CancellationToken.None)).Reservations.Length);
    }

    [Theory]
    [InlineData(250.0, null, "max_total_notional", "200 quote under way and 100 asked for; the limit is 250.")]
    [InlineData(null, 2.5, "max_total_risk", "2 quote at risk and 1 asked for; the limit is 2.5.")]
    public async Task Reserve_WhenASumWouldPassItsLimit_RefusesWithTheNumbers(double? notional, double? risk, string reason, string detail)
    {
        await using var fleet = await TestFleet.StartAsync(fleet =>
            fleet.Limits = new PortfolioLimits { MaxTotalNotional = (decimal?)notional, MaxTotalRisk = (decimal?)risk });
        foreach (var symbol in new[] { "AUSDC", "BUSDC" })
            Assert.Null((await fleet.Portfolio().ReserveAsync(Entry(symbol, 100m, 1m), CancellationToken.None)).Reason);

        var refused = await fleet.Portfolio().ReserveAsync(Entry("CUSDC", 100m, 1m), CancellationToken.None);

        Assert.Equal((reason, detail), (refused.Reason, refused.Detail));
    }

    [Fact]
    public async Task TradeClosed_TwiceWithTheSameLoss_CountsOnceAndStopsEntriesUntilTheNextUtcDay()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Limits = new PortfolioLimits { DailyLossStop = 50m });
        await fleet.Portfolio().TradeClosedAsync(Closure("a", -30m, TestFleet.Start), CancellationToken.None);
        await fleet.Portfolio().TradeClosedAsync(Closure("a", -30m, TestFleet.Start), CancellationToken.None);
        Assert.Null((await fleet.Portfolio().ReserveAsync(Entry("AUSDC"), CancellationToken.None)).Reason);

        await fleet.Portfolio().TradeClosedAsync(Closure("b", -20m, TestFleet.Start), CancellationToken.None);
        await fleet.Portfolio().TradeClosedAsync(Closure("c", -1_000m, TestFleet.Start.AddDays(-1)), CancellationToken.None); // told late: no loss of today
        var refused = await fleet.Portfolio().ReserveAsync(Entry("BUSDC"), CancellationToken.None);
        fleet.Clock.Advance(TimeSpan.FromHours(4)); // 20:00 to 24:00 UTC
        var tomorrow = await fleet.Portfolio().ReserveAsync(Entry("BUSDC"), CancellationToken.None);

        Assert.Equal(("daily_loss_stop", "50 quote lost on 2025-01-13 (UTC); the limit is 50."), (refused.Reason, refused.Detail));
        Assert.Null(tomorrow.Reason);
    }

    [Fact]
    public async Task Signal_WhenThePortfolioIsFull_IsSkippedWithTheNumbersAndSendsNothing()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Limits = One);
        Assert.NotNull((await fleet.SignalAsync()).TradeKey);
        await fleet.PumpAsync();
        var sent = fleet.Exchange.Sent.Count;

        var refused = await fleet.SignalAsync("second", TestFleet.OtherSymbol);

        Assert.Equal(("max_open_positions", "1 position(s) under way; the limit is 1."), (refused.Reason, refused.Detail));
        Assert.Equal(sent, fleet.Exchange.Sent.Count);
        Assert.Equal("Flat", (await fleet.ViewAsync(TestFleet.OtherSymbol)).Status);
    }

    [Fact]
    public async Task Place_OfATradeThatClosed_IsFreeForTheNextSignal()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Limits = One);
        var opened = await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.Position().FlattenAsync("OPERATOR", CancellationToken.None);
        await fleet.PumpAsync();
        var view = await fleet.ViewAsync();

        await fleet.Portfolio().TradeClosedAsync(
            new TradeClosure { Symbol = TestFleet.Symbol, TradeKey = opened.TradeKey!, Profit = view.LastProfit!.Value, ClosedAt = fleet.Clock.GetUtcNow() },
            CancellationToken.None);

        Assert.NotNull((await fleet.SignalAsync("second", TestFleet.OtherSymbol)).TradeKey);
        Assert.Equal(view.LastProfit, (await fleet.Portfolio().GetViewAsync(CancellationToken.None)).ProfitToday);
    }

    [Fact]
    public async Task Crash_BetweenReservationAndEntry_CostsTheEntryAndNotThePlace()
    {
        var before = await TestFleet.StartAsync(fleet => fleet.Limits = One);
        before.Faults.BeforeWrite = state => state is PositionState { Trade: not null } ? throw new IOException("The process dies here.") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => before.SignalAsync());
        Assert.Single((await before.Portfolio().GetViewAsync(CancellationToken.None)).Reservations);

        await using var after = await before.RestartAsync();

        await Eventually.TrueAsync(async () => (await after.Portfolio().GetViewAsync(CancellationToken.None)).Reservations.IsEmpty);
        Assert.NotNull((await after.SignalAsync("second", TestFleet.OtherSymbol)).TradeKey);
        Assert.Empty(after.Paper.OrdersOf(TestFleet.Symbol));
    }

    [Fact]
    public async Task P25_EntryOfUnknownOutcome_CountsAsMuchAsAnOpenPosition()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Limits = One);
        fleet.Exchange.After = (_, reply) =>
            fleet.Exchange.Sent.Any(sent => sent is ExchangeCommand.Place) ? new ExchangeReply.Unknown("the answer was lost") : reply;
        await fleet.SignalAsync();
        Assert.Equal(1, (await fleet.ViewAsync()).UnknownIntents);

        Assert.Equal("max_open_positions", (await fleet.SignalAsync("second", TestFleet.OtherSymbol)).Reason);
    }

    [Fact]
    public async Task P22_PortfolioThatWasTakenOver_GrantsNothing()
    {
        await using var stale = await TestFleet.StartAsync(fleet => fleet.Limits = One);
        await stale.Portfolio().ReserveAsync(Entry("AUSDC"), CancellationToken.None);
        await stale.Portfolio().TradeClosedAsync(Closure("key", 0m, TestFleet.Start, "AUSDC"), CancellationToken.None);
        await using var owner = await stale.SplitAsync();
        Assert.Null((await owner.Portfolio().ReserveAsync(Entry("BUSDC"), CancellationToken.None)).Reason);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.Portfolio().ReserveAsync(Entry("CUSDC"), CancellationToken.None));

        Assert.Equal("max_open_positions", (await stale.Portfolio().ReserveAsync(Entry("CUSDC"), CancellationToken.None)).Reason); // read anew
    }

    [Fact]
    public async Task Signal_WhenThePortfolioCannotBeAsked_OpensNothing()
    {
        await using var fleet = await TestFleet.StartAsync(fleet => fleet.Limits = One);
        await fleet.Portfolio().ReserveAsync(Entry("AUSDC"), CancellationToken.None);
        await fleet.Portfolio().TradeClosedAsync(Closure("key", 0m, TestFleet.Start, "AUSDC"), CancellationToken.None);
        StoredRow.Overwrite(fleet.StateFile, "portfolio", "{broken");
        await fleet.Cluster.DeactivateAsync(fleet.Portfolio());
        await fleet.Cluster.WaitForDeactivationAsync(fleet.Portfolio());

        var refused = await fleet.SignalAsync();

        Assert.Equal("account_unavailable", refused.Reason);
        Assert.Empty(fleet.Exchange.Sent);
    }

    [Fact]
    public async Task Trade_OpenedBeforeThereWereLimits_CountsAfterTheRestart()
    {
        var before = await TestFleet.StartAsync();
        await before.SignalAsync();
        await before.PumpAsync();
        await using var after = await before.RestartAsync(configure: fleet => fleet.Limits = One);

        await after.Position().EnsureAliveAsync(CancellationToken.None);
        await after.Journal.SeenAsync(TestFleet.Symbol, "BOOT_REHYDRATE");
        await Eventually.TrueAsync(async () => (await after.Portfolio().GetViewAsync(CancellationToken.None)).Reservations.Length == 1);

        Assert.Equal("max_open_positions", (await after.SignalAsync("second", TestFleet.OtherSymbol)).Reason);
    }

    private static EntryReservation Entry(string symbol, decimal notional = 100m, decimal risk = 1m) =>
        new() { Symbol = symbol, TradeKey = "key", Notional = notional, Risk = risk };

    private static TradeClosure Closure(string key, decimal profit, DateTimeOffset at, string symbol = "ZUSDC") =>
        new() { Symbol = symbol, TradeKey = key, Profit = profit, ClosedAt = at };
}
