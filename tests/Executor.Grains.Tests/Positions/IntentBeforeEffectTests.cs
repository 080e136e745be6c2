using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Positions;

/// <summary>Nothing is sent that is not stored, and what was sent is found again, wherever the owner dies.</summary>
public sealed class IntentBeforeEffectTests
{
    [Fact]
    public async Task W8_EntryThatCannotBeStored_IsNotSentAndOpensWhenTheSignalComesAgain()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync(); // claimed
        fleet.Faults.BeforeWrite = _ => throw new IOException("disk full");

        var failure = await Record.ExceptionAsync(() => fleet.SignalAsync());

        Assert.NotNull(failure);
        Assert.Empty(fleet.Exchange.Sent);
        Assert.Equal(0, fleet.Entries());

        fleet.Faults.BeforeWrite = null;
        var reply = await fleet.SignalAsync();

        Assert.NotNull(reply.TradeKey);
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task W8_EntryStoredButNotKnownToBe_IsLookedForAndThenSentOnce()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync();
        fleet.Faults.AfterWrite = state => FailOnce(fleet, state is PositionState { Intents.IsEmpty: false });

        await Assert.ThrowsAnyAsync<Exception>(() => fleet.SignalAsync());
        Assert.Empty(fleet.Exchange.Sent);

        // The next owner finds the stored intent, proves that the exchange never saw it, and sends it under the same trade.
        await fleet.ViewAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("Open", (await fleet.ViewAsync()).Status);
        Assert.Equal(1, fleet.Entries());
        Assert.Contains("INTENT_ABSENT", fleet.Journal.NamesOf(TestFleet.Symbol));
        Assert.Equal((await fleet.ViewAsync()).TradeKey, (await fleet.SignalAsync()).TradeKey); // the repeated signal gets its first answer
    }

    [Fact]
    public async Task W64_EntryAcceptedButItsReplyCannotBeStored_IsAdoptedByTheNextOwner()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync();
        fleet.Faults.BeforeWrite = state => FailOnce(fleet, state is PositionState { Trade.Orders.IsEmpty: false });

        await Assert.ThrowsAnyAsync<Exception>(() => fleet.SignalAsync());
        Assert.Equal(1, fleet.Entries());
        fleet.LoseEvents();

        await fleet.ViewAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(5));

        var view = await fleet.ViewAsync();
        Assert.Equal("Open", view.Status);
        Assert.Equal(1m, view.Coverage);
        Assert.Equal(2, view.Epoch);
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task W11_AcceptedEntryWhoseReplyIsLost_IsFoundAndNotSentAgain()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Exchange.After = (command, reply) =>
            command is ExchangeCommand.Place { Order.Side: OrderSide.Buy } ? new ExchangeReply.Unknown("connection reset") : reply;

        var reply = await fleet.SignalAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(30));

        Assert.NotNull(reply.TradeKey);
        Assert.Equal("Open", (await fleet.ViewAsync()).Status);
        Assert.Equal(1, fleet.Entries());
        Assert.Single(fleet.Exchange.Sent, command => command is ExchangeCommand.Place { Order.Side: OrderSide.Buy });
        Assert.Contains("INTENT_UNKNOWN", fleet.Journal.NamesOf(TestFleet.Symbol));
    }

    [Fact]
    public async Task W9_PlanBMarketOrderWhoseReplyIsLost_IsAdoptedAndProtected()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Exchange.After = (command, reply) =>
            command is ExchangeCommand.Place { Order: { Side: OrderSide.Buy, Type: OrderType.Market } } ? new ExchangeReply.Unknown("504") : reply;
        await fleet.MoveAsync(95_010m);

        await fleet.SignalAtAsync("below-the-market", 95_000m); // the limit rests below the market
        Assert.Equal("Pending", (await fleet.ViewAsync()).Status);
        await fleet.PassAsync(TimeSpan.FromSeconds(130));

        var view = await fleet.ViewAsync();
        Assert.Equal("Open", view.Status);
        Assert.Equal(1m, view.Coverage);
        Assert.Single(fleet.Paper.OrdersOf(TestFleet.Symbol), order => order.Type == OrderType.Market);
    }

    [Fact]
    public async Task W7_EntrySentAgainAfterItWasProvenAbsent_CarriesAStoredId()
    {
        await using var fleet = await TestFleet.StartAsync();
        var lost = 0;
        fleet.Exchange.Before = (command, _) => command is ExchangeCommand.Place { Order.Side: OrderSide.Buy } && lost++ == 0
            ? Task.FromResult<ExchangeReply>(new ExchangeReply.Unknown("never left"))
            : null;

        await fleet.SignalAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(40));

        var ids = fleet.Exchange.Sent.OfType<ExchangeCommand.Place>().Where(place => place.Order.Side == OrderSide.Buy).Select(place => place.Order.ClientOrderId).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task Exchange_WhenItNeverAnswers_IsGivenUpAfterTheTimeoutAndLookedAt()
    {
        await using var fleet = await TestFleet.StartAsync();
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fleet.Exchange.Before = (command, _) =>
        {
            if (command is not ExchangeCommand.Place { Order.Side: OrderSide.Buy })
                return null;
            hanging.TrySetResult();
            return new TaskCompletionSource<ExchangeReply>().Task; // ignores its token, too
        };

        var answer = fleet.SignalAsync();
        await Patience.ForAsync(hanging.Task);
        Assert.Equal("Pending", (await fleet.ViewAsync()).Status); // readable while the exchange hangs
        fleet.Clock.Advance(fleet.Options.ExchangeTimeout);

        Assert.NotNull((await Patience.ForAsync(answer)).TradeKey);
        Assert.Contains("INTENT_UNKNOWN", fleet.Journal.NamesOf(TestFleet.Symbol));
    }

    [Fact]
    public async Task Exchange_WhenItsAnswerHangs_IsAnsweredByTheEventsOfTheOrderAndTheEntryIsProtected()
    {
        await using var fleet = await TestFleet.StartAsync();
        var late = new TaskCompletionSource<ExchangeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        ExchangeReply? withheld = null;
        fleet.Exchange.Before = (command, cancellation) => command is ExchangeCommand.Place { Order.Side: OrderSide.Buy } ? CarryOutAsync(command, cancellation) : null;
        var asked = fleet.Clock.GetUtcNow();

        var answer = fleet.SignalAsync();
        var told = await fleet.NoticeAsync(1);
        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(TimeSpan.FromMilliseconds(50)); // the grace of the answer begins whenever the position has heard of it
            return Task.FromResult(answer.IsCompleted);
        });
        Assert.True(fleet.Clock.GetUtcNow() - asked < fleet.Options.ExchangeTimeout);
        foreach (var report in told)
            await fleet.Position().OrderUpdatedAsync(report, CancellationToken.None); // as it comes in its turn
        await fleet.PumpAsync();

        var view = await fleet.ViewAsync();
        Assert.Equal(("Open", 1m), (view.Status, view.Coverage));

        late.SetResult(withheld!); // the answer at last: it says what is known
        await fleet.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, fleet.Entries());
        Assert.Single(fleet.Exchange.Sent, command => command is ExchangeCommand.Place { Order.Side: OrderSide.Buy });
        Assert.DoesNotContain("INTENT_UNKNOWN", fleet.Journal.NamesOf(TestFleet.Symbol));
        Assert.Equal(view.Epoch, (await fleet.ViewAsync()).Epoch);

        async Task<ExchangeReply> CarryOutAsync(ExchangeCommand command, CancellationToken cancellationToken)
        {
            withheld = await fleet.Paper.ExecuteAsync(command, cancellationToken);
            return await late.Task;
        }
    }

    [Fact]
    public async Task Exchange_WhenItThrows_LeavesTheOutcomeUnknown()
    {
        await using var fleet = await TestFleet.StartAsync();
        var thrown = 0;
        fleet.Exchange.Before = (command, _) => command is ExchangeCommand.PlaceOco && thrown++ == 0
            ? Task.FromException<ExchangeReply>(new HttpRequestException("broken pipe"))
            : null;

        await fleet.SignalAsync();
        await fleet.PassAsync(TimeSpan.FromSeconds(40));

        var view = await fleet.ViewAsync();
        Assert.Equal("Open", view.Status);
        Assert.Equal(1m, view.Coverage);
        Assert.Equal(1, view.Epoch); // an outcome in doubt is no reason to give the activation up
    }

    private static Task FailOnce(TestFleet fleet, bool now)
    {
        if (!now)
            return Task.CompletedTask;
        (fleet.Faults.BeforeWrite, fleet.Faults.AfterWrite) = (null, null);
        return Task.FromException(new IOException("the storage did not answer"));
    }
}
