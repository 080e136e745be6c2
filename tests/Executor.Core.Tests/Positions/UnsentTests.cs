using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Positions;

/// <summary>A request that never left is not a refusal: the exchange has judged nothing (P19).</summary>
public sealed class UnsentTests
{
    private static readonly ExchangeReply NoRoom = new ExchangeReply.NotSent("no room until 20:00:30", TimeSpan.FromSeconds(30));

    [Fact]
    public void Protection_ThatDidNotLeaveForMinutes_IsNeverAReasonToFlattenAndRestsAsSoonAsItCan()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, FailsafeFlatten = true, FailsafeMaxTries = 3 });
        rig.Before = request => request.Command is ExchangeCommand.Place { Order.Side: OrderSide.Sell } or ExchangeCommand.PlaceOco ? NoRoom : null;
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(300));
        Assert.Null(rig.Trade.CloseReason);
        Assert.Equal(3, rig.EventNames.Count(name => name == "REQUEST_NOT_SENT")); // one for each leg, not one for each try

        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(10));

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.DoesNotContain("EXITS_PLACE_ERROR", rig.EventNames);
    }

    [Fact]
    public void Entry_ThatDidNotLeave_LeavesLaterWithTheSameId()
    {
        var rig = new PositionRig();
        var held = 2;
        rig.Before = request => request.Command is ExchangeCommand.Place { Order.Side: OrderSide.Buy } && held-- > 0 ? NoRoom : null;
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Pending, rig.State.Status);

        rig.Wait(TimeSpan.FromSeconds(20));

        var entries = rig.Sent.OfType<ExchangeCommand.Place>().Where(place => place.Order.Side == OrderSide.Buy).Select(place => place.Order.ClientOrderId).ToList();
        Assert.Equal(3, entries.Count);
        Assert.Single(entries.Distinct());
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void Entry_ThatNeverLeaves_EndsByItsTimeOutWithNothingSent()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, EntryMode = EntryMode.LimitOnly });
        rig.Before = request => request.Command is ExchangeCommand.Place ? NoRoom : null;
        rig.Signal(95_000m);

        rig.Wait(rig.Settings.EntryTimeout + TimeSpan.FromSeconds(20));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("ENTRY_TIMEOUT", rig.State.LastClosed!.Reason);
        Assert.Empty(rig.Engine.OrdersOf(PositionRig.Symbol));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Entry_WhoseSignalGrowsOldBeforeItCanLeave_IsNotSent(bool whileLooking)
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, MaxPeakAge = TimeSpan.FromSeconds(10) });
        rig.Before = request => request.Command is ExchangeCommand.Inspect == whileLooking ? NoRoom : null;
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(14));
        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(10));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("ENTRY_TIMEOUT_ABORT", rig.State.LastClosed!.Reason);
        Assert.Empty(rig.Engine.OrdersOf(PositionRig.Symbol));
    }

    [Fact]
    public void MoveOfAStop_ThatDidNotLeave_LeavesTheOldOneAndIsNoFailedAttempt()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Replace or ExchangeCommand.Cancel or ExchangeCommand.Amend ? NoRoom : null;
        rig.Move(95_191m);
        rig.Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(0, rig.Trade.BreakEvenAttempts);
        Assert.DoesNotContain("TP1_BE_PLACE_ERROR", rig.EventNames);

        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(10));

        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
        Assert.All(rig.Trade.Slots, slot => Assert.False(slot.AmendRefused));
    }

    [Fact]
    public void Cancel_OfWhatHasExecutedWhileNoLookGetsAnAnswer_LetsTheReportOfTheExecutionHaveItsTurn()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var target = rig.Resting.First(order => order.Type == OrderType.LimitMaker);
        var stop = rig.Resting.First(order => order.OrderListId == target.OrderListId && order.OrderId != target.OrderId);
        rig.DeliverEvents = false;
        rig.Engine.Print(PositionRig.Symbol, target.Price!.Value + 1m, rig.Now); // the target has executed; of its list only the end of the stop is told so far
        rig.Before = request =>
        {
            if (request.Command is not ExchangeCommand.Inspect)
            {
                return null;
            }

            rig.Elapse(TimeSpan.FromSeconds(3)); // it is waited for in vain
            return NoRoom;
        };

        rig.Feed(new PositionInput.OrderUpdated(stop with { Status = OrderStatus.Expired }));

        Assert.Equal(2, rig.Sent.OfType<ExchangeCommand.Cancel>().Count());
        rig.Before = null;
        rig.DeliverEvents = true;
        rig.Wait(TimeSpan.FromSeconds(10));
        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
    }

    [Fact]
    public void LoanThatDidNotLeave_IsAskedForAgainAndAbortsNothing()
    {
        var rig = MarginRig.Long();
        var held = 1;
        rig.Before = request => request.Command is ExchangeCommand.Borrow && held-- > 0 ? NoRoom : null;

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(12));

        Assert.Contains("MARGIN_BORROWED", rig.EventNames);
        Assert.DoesNotContain("MARGIN_BORROW_REFUSED", rig.EventNames);
    }

    [Theory]
    [InlineData(PositionSide.Long)]
    [InlineData(PositionSide.Short)]
    public void RepaymentThatWasTakenAndNeverCarriedOut_IsRepeatedWithPausesAndCountsOnce(PositionSide side)
    {
        var rig = side == PositionSide.Long ? MarginRig.Long() : MarginRig.Short();
        var (lost, taken) = (2, new List<DateTimeOffset>());
        rig.Before = request =>
        {
            if (request.Command is not ExchangeCommand.Repay)
            {
                return null;
            }

            taken.Add(rig.Now);
            return lost-- > 0 ? new ExchangeReply.Accepted([]) : null;
        };
        rig.Signal(95_000m);

        rig.Feed(new PositionInput.FlattenRequested("TEST"));
        rig.SettleDown();

        Assert.Equal(3, taken.Count);
        Assert.All(taken.Zip(taken.Skip(1)), pair => Assert.True(pair.Second - pair.First >= rig.Settings.UnknownMinAge, $"{pair}"));
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal(0m, rig.State.LastClosed!.Trade.Loan!.Owed);
        SafetyOnTheBooks.WhenFlat(rig); // the result is the change of the balance
    }

    [Fact]
    public void RepaymentThatDidNotLeave_IsRepeatedAndIsNotStuck()
    {
        var rig = MarginRig.Long();
        var held = 2;
        rig.Before = request => request.Command is ExchangeCommand.Repay && held-- > 0 ? NoRoom : null;
        rig.Signal(95_000m);

        rig.Feed(new PositionInput.FlattenRequested("TEST"));
        rig.Wait(TimeSpan.FromSeconds(40));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal(0m, rig.State.LastClosed!.Trade.Loan!.Owed);
        Assert.DoesNotContain("MARGIN_REPAY_REFUSED", rig.EventNames);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void CloseAtMarket_ThatDidNotLeave_LeavesAsSoonAsItCan()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Inspect ? null : NoRoom;
        rig.Feed(new PositionInput.FlattenRequested("TEST"));
        rig.Wait(TimeSpan.FromSeconds(30));
        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));

        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(15));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }
}
