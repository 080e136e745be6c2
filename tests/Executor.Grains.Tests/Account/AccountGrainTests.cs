using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Account;

public sealed class AccountGrainTests
{
    [Fact]
    public async Task Loans_OfTwoSymbols_AreSentOneAfterTheOtherAndNotCloserThanTheSpacing()
    {
        await using var fleet = await TestFleet.StartAsync();
        var first = new TaskCompletionSource<ExchangeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new List<(string Symbol, DateTimeOffset At)>();
        var arrived = new SemaphoreSlim(0);
        fleet.Exchange.Before = (command, _) =>
        {
            sent.Add((command.Symbol, fleet.Clock.GetUtcNow()));
            arrived.Release();
            return sent.Count == 1 ? first.Task : Task.FromResult<ExchangeReply>(new ExchangeReply.Accepted([]));
        };

        var one = fleet.Account().ExecuteAsync(Loan(fleet, "AUSDC", 10m), CancellationToken.None);
        await Patience.ForAsync(arrived.WaitAsync(TestContext.Current.CancellationToken));
        var two = fleet.Account().ExecuteAsync(Loan(fleet, "BUSDC", 20m), CancellationToken.None);
        var between = await fleet.Account().GetStatementAsync("CUSDC", CancellationToken.None); // answers although a loan is under way
        Assert.Single(sent);
        first.SetResult(new ExchangeReply.Accepted([]));
        Assert.Equal(LoanOutcome.Accepted, (await Patience.ForAsync(one)).Outcome);
        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(TimeSpan.FromMilliseconds(10));
            return Task.FromResult(two.IsCompleted);
        });

        Assert.Equal(LoanOutcome.Accepted, (await two).Outcome);
        Assert.Equal(["AUSDC", "BUSDC"], sent.Select(loan => loan.Symbol));
        Assert.InRange(sent[1].At - sent[0].At, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(4));
        Assert.Equal("AUSDC", between.Unsettled);
        Assert.Empty(between.Debts);
    }

    [Fact]
    public async Task Loan_OfUnknownOutcome_IsNotSentAgainAndStaysUnsettledUntilItsPositionKnows()
    {
        var before = await TestFleet.StartAsync();
        before.Exchange.Before = (_, _) => Task.FromResult<ExchangeReply>(new ExchangeReply.Unknown("the line was cut"));
        var answer = await before.Account().ExecuteAsync(Loan(before, "AUSDC", 10m), CancellationToken.None);
        await using var after = await before.RestartAsync();

        var unsettled = await after.Account().AwaitStatementAsync("BUSDC", CancellationToken.None);
        await after.Account().ReportAsync(
            new DebtReport { Symbol = "AUSDC", TradeKey = "key", Asset = "USDC", Principal = 10m }, CancellationToken.None);
        var settled = await after.Account().AwaitStatementAsync("BUSDC", CancellationToken.None);

        Assert.Equal(LoanOutcome.Unknown, answer.Outcome);
        Assert.Equal("AUSDC", unsettled.Unsettled);
        Assert.Empty(unsettled.Debts);
        Assert.Null(settled.Unsettled);
        Assert.Equal([new DebtOfOthers { Asset = "USDC", Principal = 10m }], settled.Debts);
        Assert.Empty((await after.Account().GetStatementAsync("AUSDC", CancellationToken.None)).Debts); // its own is not one of others
        Assert.Empty(after.Exchange.Sent);
    }

    [Fact]
    public async Task Liquidation_OfOneSymbol_ClosesTheAccountForTheOthersUntilItIsReleasedAndSurvivesARestart()
    {
        var before = await TestFleet.StartAsync();
        await before.Account().ReportAsync(new DebtReport { Symbol = "AUSDC", IsLiquidated = true }, CancellationToken.None);
        await before.Account().ReportAsync(new DebtReport { Symbol = "AUSDC", IsLiquidated = true }, CancellationToken.None);
        await using var after = await before.RestartAsync();

        Assert.Equal("AUSDC", (await after.Account().GetStatementAsync("BUSDC", CancellationToken.None)).Liquidated);
        Assert.Null((await after.Account().GetStatementAsync("AUSDC", CancellationToken.None)).Liquidated); // it has a hold of its own

        await after.Account().ReportAsync(new DebtReport { Symbol = "AUSDC" }, CancellationToken.None);
        Assert.Null((await after.Account().GetStatementAsync("BUSDC", CancellationToken.None)).Liquidated);
    }

    [Fact]
    public async Task Repayment_WorkedOutFromOldFigures_IsRefusedAndNotSent()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Account().ReportAsync(new DebtReport { Symbol = "AUSDC", TradeKey = "key", Asset = "USDC", Principal = 10m }, CancellationToken.None);

        var answer = await fleet.Account().ExecuteAsync(Loan(fleet, "BUSDC", 30m) with { Kind = LoanKind.Repay, OwedByOthers = 0m }, CancellationToken.None);

        Assert.Equal((LoanOutcome.Rejected, ErrorCodes.LoanPending), (answer.Outcome, answer.Code));
        Assert.Contains("0 USDC owed by other symbols, by now it is 10", answer.Reason, StringComparison.Ordinal);
        Assert.Empty(fleet.Exchange.Sent);
    }

    [Fact]
    public async Task Loan_WhoseTurnComesTooLate_IsNotSent()
    {
        await using var fleet = await TestFleet.StartAsync();
        var late = Loan(fleet, "AUSDC", 10m);
        fleet.Clock.Advance(TimeSpan.FromSeconds(5));

        var answer = await fleet.Account().ExecuteAsync(late, CancellationToken.None);

        Assert.Equal((LoanOutcome.Rejected, ErrorCodes.LoanPending), (answer.Outcome, answer.Code));
        Assert.Empty(fleet.Exchange.Sent);
        Assert.Null((await fleet.Account().GetStatementAsync("BUSDC", CancellationToken.None)).Unsettled);
    }

    [Fact]
    public async Task Debt_ThatIsBeingRepaid_CountsForOthersAtItsLeast()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Account().ReportAsync(new DebtReport { Symbol = "AUSDC", TradeKey = "key", Asset = "USDC", Principal = 10m }, CancellationToken.None);
        fleet.Exchange.Before = (_, _) => Task.FromResult<ExchangeReply>(new ExchangeReply.Unknown("the line was cut"));

        await fleet.Account().ExecuteAsync(Loan(fleet, "AUSDC", 4m) with { Kind = LoanKind.Repay }, CancellationToken.None);
        var statement = await fleet.Account().GetStatementAsync("BUSDC", CancellationToken.None);

        Assert.Equal([new DebtOfOthers { Asset = "USDC", Principal = 6m }], statement.Debts);
        Assert.Equal("AUSDC", statement.Unsettled);
    }

    [Fact]
    public async Task Loan_ThatTheExchangeRefuses_LeavesNothingBehind()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Exchange.Before = (_, _) => Task.FromResult<ExchangeReply>(new ExchangeReply.Rejected(ErrorCodes.NothingToLend, "The system doesn't have enough asset now."));

        var answer = await fleet.Account().ExecuteAsync(Loan(fleet, "AUSDC", 10m), CancellationToken.None);
        var statement = await fleet.Account().GetStatementAsync("BUSDC", CancellationToken.None);

        Assert.Equal((LoanOutcome.Rejected, ErrorCodes.NothingToLend), (answer.Outcome, answer.Code));
        Assert.Null(statement.Unsettled);
        Assert.Empty(statement.Debts);
    }

    private static LoanRequest Loan(TestFleet fleet, string symbol, decimal amount) => new()
    {
        Symbol = symbol,
        TradeKey = "key",
        Account = TradingAccount.CrossMargin,
        Kind = LoanKind.Borrow,
        Asset = "USDC",
        Amount = amount,
        OwedByOthers = 0m,
        SendBefore = fleet.Clock.GetUtcNow() + TimeSpan.FromSeconds(4),
    };
}
