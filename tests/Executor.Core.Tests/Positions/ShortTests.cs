using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Positions;

/// <summary>Short positions: base is borrowed and sold, and bought back net of fees.</summary>
public sealed class ShortTests
{
    [Theory]
    [InlineData(95_300)]
    [InlineData(94_500)]
    public void ShortLife_ToStopOrTargets_BuysBackWhatIsOwedAndEndsWithoutDebt(int price)
    {
        var rig = MarginRig.Short();
        rig.Stored = SafetyOnTheBooks.Always;

        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        rig.Move(price);
        rig.Move(95_300m);
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig);
        SafetyOnTheBooks.StopsOnlyTighten(rig);
        Assert.DoesNotContain("BASELINE_DIFFERENCE", rig.EventNames);
    }

    [Fact]
    public void Short_BorrowsTheBaseThatItSells()
    {
        var rig = MarginRig.Short();

        rig.Signal(95_000m);

        var loan = Assert.Single(rig.Sent.OfType<ExchangeCommand.Borrow>());
        Assert.Equal(("BTC", 0.00105m), (loan.Asset, loan.Amount));
    }

    [Fact]
    public void Short_BuysBackGrossOfTheFee_UpToTheLotStep()
    {
        var rig = MarginRig.Short();

        rig.Signal(95_000m);

        // (0.00105 + 0.00000001) / 0.999 = 0.00105106...
        Assert.Equal(0.00106m, rig.Trade.Legs.Sum(leg => leg.Quantity));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void ShortSignal_OnSpot_IsRefused()
    {
        var rig = new PositionRig { Side = PositionSide.Short };

        Assert.Equal("short_needs_margin", rig.Signal(95_000m).Reason);
    }

    [Fact]
    public void W48_ShortEntryThatTimesOut_PaysItsLoanBackAndBuysTheInterest()
    {
        var rig = MarginRig.Short(MarginRig.Settings with { EntryMode = Core.Settings.EntryMode.LimitOnly });
        rig.Signal(95_100m);

        rig.Wait(TimeSpan.FromSeconds(150));

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Equal("ENTRY_TIMEOUT", rig.State.LastClosed!.Reason);
        Assert.Contains("MARGIN_DEBT_BOUGHT", rig.EventNames);
    }

    [Fact]
    public void Residue_OfAnEarlierShort_IsUsedByTheNextAndDoesNotPileUp()
    {
        var rig = MarginRig.Short(MarginRig.Settings with { Cooldown = TimeSpan.Zero });
        for (var life = 0; life < 12; life++)
        {
            rig.Signal(95_000m);
            rig.Wait(TimeSpan.FromSeconds(20));
            rig.Move(95_300m);
            rig.SettleDown();
            rig.Move(95_000m);
            rig.Wait(TimeSpan.FromMinutes(1));
            Assert.Equal(PositionStatus.Flat, rig.State.Status);
        }

        Assert.True(rig.Base * rig.Last < 2 * rig.Rules.MinNotional, $"{rig.Base} has piled up.");
        Assert.Equal(0m, rig.BaseBalance.Debt);
    }

    [Fact]
    public void W50_InterestOfALongShort_IsBoughtAndPaid()
    {
        var rig = MarginRig.Short();
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromDays(6));

        rig.Move(95_300m);
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.True(rig.State.LastClosed!.Trade.Loan!.Interest > 0m, "six days cost interest.");
    }

    [Fact]
    public void DebtPaidByHand_ReducesTheShort()
    {
        var rig = MarginRig.Short();
        rig.Signal(95_000m);
        rig.Engine.Deposit("BTC", 0.01m, TradingAccount.CrossMargin);
        var byHand = new ExchangeCommand.Repay(PositionRig.Symbol, "BTC", 0.0007m) { Account = TradingAccount.CrossMargin };
        rig.Elapse(TimeSpan.FromSeconds(5));
        Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(byHand, rig.Now));
        rig.Tick();

        rig.Wait(TimeSpan.FromMinutes(3));

        Assert.Contains("POSITION_REDUCED_OUTSIDE", rig.EventNames);
        Assert.Equal(0.00036m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
    }
}
