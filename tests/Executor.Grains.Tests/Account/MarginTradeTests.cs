using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Account;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Account;

/// <summary>Trades on a cross margin account: position, account, storage and the books of the exchange together.</summary>
public sealed class MarginTradeTests
{
    private const decimal Funds = 10_000m;

    [Fact]
    public async Task ShortTrade_FromLoanToRepayment_GoesThroughTheAccountAndLeavesNothing()
    {
        await using var fleet = await StartAsync();
        var before = Quote(fleet);

        var reply = await fleet.SignalAtAsync("signal-1", 95_000m, side: PositionSide.Short);
        await fleet.PumpAsync();

        Assert.NotNull(reply.TradeKey);
        var open = await fleet.ViewAsync();
        Assert.Equal(("Open", "SHORT", 1m), (open.Status, open.Side, open.Coverage));
        var owed = fleet.Paper.BalanceOf("BTC", TradingAccount.CrossMargin);
        Assert.True(owed.Borrowed > 0m);
        Assert.Equal([new DebtOfOthers { Asset = "BTC", Principal = owed.Borrowed }], await DebtsAsync(fleet));

        await LeaveAtTheStopAsync(fleet);

        var closed = await fleet.ViewAsync();
        Assert.Equal(("Flat", "SL", 0m), (closed.Status, closed.LastCloseReason, closed.Debt));
        Assert.Equal(0m, fleet.Paper.BalanceOf("BTC", TradingAccount.CrossMargin).Debt);
        Assert.InRange(fleet.Paper.BalanceOf("BTC", TradingAccount.CrossMargin).Total, 0m, 0.00001m);
        Assert.Equal(Quote(fleet) - before, closed.LastProfit);
        Assert.Empty(fleet.Resting());
        Assert.Empty(await DebtsAsync(fleet));
        Assert.IsType<ExchangeCommand.Borrow>(fleet.Exchange.Sent[0]);
        Assert.IsType<ExchangeCommand.Repay>(fleet.Exchange.Sent[^1]);
        Assert.Single(fleet.Exchange.Sent, command => command is ExchangeCommand.Borrow);
        Assert.Single(fleet.Exchange.Sent, command => command is ExchangeCommand.Repay);
    }

    [Fact]
    public async Task ShortTrade_WhoseSiloDiesAfterTheLoan_IsGivenUpAndPaidBack()
    {
        var before = await StartAsync();
        before.Faults.BeforeWrite = state => state is PositionState { Trade.Loan.Borrowed: > 0m } ? throw new IOException("disk full") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => before.SignalAtAsync("signal-1", 95_000m, side: PositionSide.Short));
        Assert.True(before.Paper.BalanceOf("BTC", TradingAccount.CrossMargin).Borrowed > 0m);

        await using var fleet = await before.RestartAsync(TimeSpan.FromMinutes(11), Configure); // too late for the signal
        await PassUntilFlatAsync(fleet, 95_000m);

        Assert.Equal(0m, fleet.Paper.BalanceOf("BTC", TradingAccount.CrossMargin).Debt);
        Assert.Empty(await DebtsAsync(fleet));
        Assert.Null((await fleet.Account().GetStatementAsync(TestFleet.OtherSymbol, CancellationToken.None)).Unsettled);
    }

    [Fact]
    public async Task Debt_OfAnotherSymbol_IsNotTakenForOneLeftByAClosedTrade()
    {
        await using var fleet = await StartAsync();
        await fleet.SignalAtAsync("signal-1", 95_000m, side: PositionSide.Short);
        await fleet.PumpAsync();
        await LeaveAtTheStopAsync(fleet);
        await fleet.SignalAtAsync("signal-2", 95_000m, TestFleet.OtherSymbol); // its loan of quote is open from here on
        await fleet.PumpAsync();
        Assert.Equal("Open", (await fleet.ViewAsync(TestFleet.OtherSymbol)).Status);

        await fleet.PassAsync(TimeSpan.FromMinutes(10)); // long after the first question about the debt of the closed trade

        Assert.DoesNotContain((await fleet.ViewAsync()).Journal, entry => entry.Name == "INVARIANT_FAIL");
    }

    /// <summary>None of the steps from the fill to the stops waits for the account but the first.</summary>
    [Fact]
    public async Task Protection_WhileTheAccountDoesNotAnswer_DoesNotWaitForItAtEachStep()
    {
        await using var fleet = await StartAsync();
        await fleet.SignalAtAsync("signal-1", 95_300m, side: PositionSide.Short); // the limit entry rests above the market
        Assert.Single(fleet.Resting());
        var silent = new TaskCompletionSource();
        fleet.Faults.BeforeRead = type => type == typeof(AccountState) ? silent.Task : Task.CompletedTask;
        fleet.Faults.BeforeWrite = state => state is AccountState ? throw new IOException("disk full") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => fleet.Account().ReportAsync(
            new DebtReport { Symbol = "XRPUSDC", TradeKey = "key", Asset = "USDC", Principal = 1m }, CancellationToken.None)); // its activation ends
        fleet.Faults.BeforeWrite = null;
        var filledAt = fleet.Clock.GetUtcNow();

        var protecting = fleet.MoveAsync(95_320m);
        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(TimeSpan.FromMilliseconds(20));
            return Task.FromResult(fleet.Resting().Count(order => order.StopPrice is not null) == 3);
        });
        var protectedAt = fleet.Clock.GetUtcNow();
        silent.SetResult();
        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(TimeSpan.FromMilliseconds(20));
            return Task.FromResult(protecting.IsCompleted);
        });
        await protecting;

        Assert.InRange(protectedAt - filledAt, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static Task<TestFleet> StartAsync() => TestFleet.StartAsync(Configure);

    private static void Configure(TestFleet fleet)
    {
        foreach (var symbol in new[] { TestFleet.Symbol, TestFleet.OtherSymbol })
        {
            var known = fleet.Profiles[symbol];
            fleet.Profiles[symbol] = known with { Settings = known.Settings with { Account = TradingAccount.CrossMargin, QuoteNotional = 11_000m } };
        }

        fleet.Paper.FundIfEmpty("USDC", Funds, TradingAccount.CrossMargin);
    }

    /// <summary>Price runs past the stop, and time passes until the debt is paid.</summary>
    private static async Task LeaveAtTheStopAsync(TestFleet fleet)
    {
        await fleet.PassAsync(TimeSpan.FromSeconds(1));
        var leaving = fleet.MoveAsync(95_400m);
        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(TimeSpan.FromMilliseconds(10));
            return Task.FromResult(leaving.IsCompleted);
        });
        await leaving;
        await PassUntilFlatAsync(fleet, 95_400m);
    }

    /// <summary>Lets time pass with the price standing still.</summary>
    private static Task PassUntilFlatAsync(TestFleet fleet, decimal price) => Eventually.TrueAsync(async () =>
    {
        await fleet.MoveAsync(price);
        await fleet.PassAsync(TimeSpan.FromSeconds(1));
        return (await fleet.ViewAsync()).Status == "Flat";
    });

    private static decimal Quote(TestFleet fleet) => fleet.Paper.BalanceOf("USDC", TradingAccount.CrossMargin).Total;

    private static async Task<IEnumerable<DebtOfOthers>> DebtsAsync(TestFleet fleet) =>
        (await fleet.Account().GetStatementAsync("XRPUSDC", CancellationToken.None)).Debts;
}
