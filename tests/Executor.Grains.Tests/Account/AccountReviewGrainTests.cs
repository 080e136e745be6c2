using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Account;

public sealed class AccountReviewGrainTests
{
    [Fact]
    public async Task FirstReview_OfAnAccountWithAForeignOrder_HoldsTheSymbol()
    {
        await using var fleet = await TestFleet.StartAsync();
        Show(fleet, "web_1");

        var review = await ReviewAsync(fleet);

        Assert.Equal(("Flat", true, true), (review!.Status, review.IsFirst, review.IsHeld));
        Assert.StartsWith("Foreign order web_1", review.Seen[0], StringComparison.Ordinal);
        var view = await fleet.ViewAsync();
        Assert.Equal("Quarantined", view.Hold);
        Assert.Contains("FIRST_LIVE_START", view.HoldDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaterReview_AfterARestart_LooksAgainAndHoldsForOrdersUnderOurPrefixAlone()
    {
        var first = await TestFleet.StartAsync();
        await ReviewAsync(first);
        var second = await first.RestartAsync();
        Show(second, "web_1");

        var review = await ReviewAsync(second);

        Assert.Equal((false, false), (review!.IsFirst, review.IsHeld));
        Assert.Null((await second.ViewAsync()).Hold);

        await using var third = await second.RestartAsync();
        Show(third, "EX_TP1_0123456789ab_0e1");

        Assert.True((await ReviewAsync(third))!.IsHeld);
        Assert.Equal("Quarantined", (await third.ViewAsync()).Hold);
    }

    [Fact]
    public async Task Review_ByManySilosAtOnce_LooksOnceAndTellsOne()
    {
        await using var fleet = await TestFleet.StartAsync();
        var looks = Count(fleet);

        var reviews = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReviewAsync(fleet)));

        Assert.Single(reviews, review => review is not null);
        Assert.Equal(1, looks());
    }

    [Fact]
    public async Task Review_InAClusterAtWork_LooksAtWhatNobodyHasSeenOnly()
    {
        var before = await TestFleet.StartAsync();
        Assert.NotNull(await ReviewAsync(before, isClusterAtWork: true));
        await using var after = await before.RestartAsync();
        var looks = Count(after);

        Assert.Null(await ReviewAsync(after, isClusterAtWork: true));
        Assert.Equal(0, looks());
        Assert.NotNull(await ReviewAsync(after)); // the whole cluster starts anew
    }

    [Fact]
    public async Task Review_OfAnOpenPosition_LeavesTheComparisonToIt()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        var looks = Count(fleet);

        var review = await ReviewAsync(fleet);

        Assert.Equal(("Open", true, false), (review!.Status, review.IsFirst, review.IsHeld));
        Assert.Empty(review.Seen);
        Assert.Equal(0, looks());
        Assert.Null((await fleet.ViewAsync()).Hold);
    }

    [Fact]
    public async Task Review_DuringWhichThePositionOpens_DoesNotTakeItsOrdersForForeignOnes()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Exchange.Before = (command, _) => command is ExchangeCommand.Inspect ? OpenAndLookAsync(command) : null;

        var review = await ReviewAsync(fleet);

        Assert.Equal(("Open", false), (review!.Status, review.IsHeld));
        Assert.Null((await fleet.ViewAsync()).Hold);

        async Task<ExchangeReply> OpenAndLookAsync(ExchangeCommand look)
        {
            fleet.Exchange.Before = null;
            await fleet.SignalAsync();
            await fleet.PumpAsync();
            return await fleet.Paper.ExecuteAsync(look, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Review_WithoutAnAnswer_FailsAndIsMadeAgain()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Exchange.Before = (command, _) => command is ExchangeCommand.Inspect ? Task.FromResult<ExchangeReply>(new ExchangeReply.Unknown("no line")) : null;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ReviewAsync(fleet));

        Assert.Contains("Nothing is entered until it can", failure.Message, StringComparison.Ordinal);
        fleet.Exchange.Before = null;
        Assert.True((await ReviewAsync(fleet))!.IsFirst);
    }

    [Fact]
    public async Task Review_OnAnotherAccount_IsAFirstOne()
    {
        var before = await TestFleet.StartAsync();
        await ReviewAsync(before);
        await using var after = await before.RestartAsync(configure: fleet =>
        {
            fleet.Paper.FundIfEmpty("USDC", 10_000m, TradingAccount.CrossMargin);
            var profile = fleet.Profiles[TestFleet.Symbol];
            fleet.Profiles[TestFleet.Symbol] = profile with { Settings = profile.Settings with { Account = TradingAccount.CrossMargin } };
        });

        Assert.True((await ReviewAsync(after, isClusterAtWork: true))!.IsFirst);
    }

    private static Task<AccountReview?> ReviewAsync(TestFleet fleet, bool isClusterAtWork = false) =>
        fleet.Review().ReviewAsync(isClusterAtWork, CancellationToken.None);

    /// <summary>Has every look find an order of this name.</summary>
    private static void Show(TestFleet fleet, string clientOrderId) => fleet.Exchange.After = (_, reply) => reply is ExchangeReply.Inspected { View: var view }
        ? new ExchangeReply.Inspected(view with { OpenOrders = [Resting(clientOrderId)] })
        : reply;

    private static Func<int> Count(TestFleet fleet)
    {
        var looks = 0;
        fleet.Exchange.Before = (command, _) =>
        {
            if (command is ExchangeCommand.Inspect)
                Interlocked.Increment(ref looks);
            return null;
        };
        return () => looks;
    }

    private static OrderReport Resting(string clientOrderId) => new()
    {
        Symbol = TestFleet.Symbol,
        OrderId = 7,
        ClientOrderId = clientOrderId,
        Side = OrderSide.Sell,
        Type = OrderType.Limit,
        Status = OrderStatus.New,
        Price = 99_000m,
        Quantity = 0.5m,
        UpdatedAt = TestFleet.Start,
    };
}
