using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Positions;

/// <summary>Loans of a long position: taken before the entry, paid back with interest after the close, in every outcome in between.</summary>
public sealed class MarginTests
{
    private static readonly ExchangeReply NothingToLend = new ExchangeReply.Rejected(ErrorCodes.NothingToLend, "The system doesn't have enough asset now.");
    private static readonly ExchangeReply Busy = new ExchangeReply.Rejected(ErrorCodes.LoanPending, "You have pending transaction, please try again later.");
    private static readonly ExchangeReply Lost = new ExchangeReply.Unknown("timeout");

    [Theory]
    [InlineData(TradingAccount.CrossMargin)]
    [InlineData(TradingAccount.IsolatedMargin)]
    public void LongLife_OnMargin_BorrowsFirstAndEndsWithoutDebt(TradingAccount account)
    {
        var rig = MarginRig.Long(MarginRig.Settings with { Account = account });

        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        rig.Move(94_700m);
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig);
        var sent = rig.Sent.Where(command => command is not ExchangeCommand.Inspect).ToList();
        Assert.IsType<ExchangeCommand.Borrow>(sent[0]);
        Assert.IsType<ExchangeCommand.Repay>(sent[^1]);
        Assert.All(rig.Sent, command => Assert.Equal(account, command.Account));
        Assert.DoesNotContain("BASELINE_DIFFERENCE", rig.EventNames);
    }

    [Fact]
    public void Loan_ForALongEntry_IsItsValueAndTheReserveLessWhatIsFree()
    {
        var rig = MarginRig.Long();

        rig.Signal(95_000m);

        // 0.00105 x 95000.50 x 1.003 - 60, up to the 8th decimal: no step has to be set for it (W49)
        Assert.Equal(40.04977658m, Assert.Single(rig.Sent.OfType<ExchangeCommand.Borrow>()).Amount);
    }

    [Fact]
    public void Loan_WithAStep_IsRoundedUpToIt()
    {
        var rig = MarginRig.Long(MarginRig.Settings with { LoanSteps = MarginRig.Settings.LoanSteps with { Quote = 0.5m } });

        rig.Signal(95_000m);

        Assert.Equal(40.5m, Assert.Single(rig.Sent.OfType<ExchangeCommand.Borrow>()).Amount);
    }

    [Fact]
    public void Entry_WhenTheFundsSuffice_BorrowsNothing()
    {
        var rig = new PositionRig(MarginRig.Settings);

        rig.Signal(95_000m);
        rig.Move(94_700m);
        rig.SettleDown();

        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Borrow or ExchangeCommand.Repay);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void W47_Repayment_IsPartOfTheStoredStateAndNotSentTwice()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);
        rig.Move(94_700m);
        rig.SettleDown();

        rig.Restart();
        rig.Wait(TimeSpan.FromMinutes(5));

        Assert.Equal(1, rig.Journal.Count(entry => entry.Name == "MARGIN_REPAID"));
        var loan = rig.State.LastClosed!.Trade.Loan!;
        Assert.Equal(40.04977658m, loan.Borrowed);
        Assert.Equal(loan.Borrowed + loan.Interest, loan.Repaid);
        Assert.Equal(0m, loan.Owed);
    }

    [Fact]
    public void W48_EntryRefusedAfterItsLoan_PaysTheLoanBackBeforeTheSymbolIsFlat()
    {
        var rig = MarginRig.Long();
        rig.Before = request => request.Command is ExchangeCommand.Place ? new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed) : null;

        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Equal(("ENTRY_REJECTED", "ABORTED"), (rig.State.LastClosed!.Reason, rig.State.LastClosed.ExitType));
        Assert.Null(rig.State.CooldownUntil);
    }

    [Fact]
    public void W49_LoanRefused_MeansNoEntry()
    {
        var rig = MarginRig.Long();
        rig.Before = request => request.Command is ExchangeCommand.Borrow ? NothingToLend : null;

        rig.Signal(95_000m);
        rig.SettleDown();

        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Place);
        Assert.Equal("BORROW_REFUSED", rig.State.LastClosed!.Reason);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P21_BusyLender_IsAskedAgainWhileTheEntryIsYoung()
    {
        var rig = MarginRig.Long();
        var asked = 0;
        rig.Before = request => request.Command is ExchangeCommand.Borrow && ++asked < 4 ? Busy : null;

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(7));

        Assert.Equal(4, asked);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void P21_LenderWhoStaysBusy_EndsTheAttempt()
    {
        var rig = MarginRig.Long();
        rig.Before = request => request.Command is ExchangeCommand.Borrow ? Busy : null;

        rig.Signal(95_000m);
        rig.Wait(rig.Settings.EntryTimeout + TimeSpan.FromSeconds(5));
        rig.SettleDown();

        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Place);
        Assert.Equal("BORROW_TIMEOUT", rig.State.LastClosed!.Reason);
    }

    [Fact]
    public void P21_LoanOfUnknownOutcomeThatArrived_IsFoundByTheDebtAndNotTakenTwice()
    {
        var rig = MarginRig.Long();
        rig.After = (request, reply) => request.Command is ExchangeCommand.Borrow ? Lost : reply;

        rig.Signal(95_000m);

        Assert.Single(rig.Sent.OfType<ExchangeCommand.Borrow>());
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Contains("INTENT_RESOLVED", rig.EventNames);
    }

    [Fact]
    public void P21_LoanOfUnknownOutcomeThatNeverArrived_IsAskedForAgainOnlyWhenProvenAbsent()
    {
        var rig = MarginRig.Long();
        var asked = 0;
        rig.Before = request => request.Command is ExchangeCommand.Borrow && ++asked == 1 ? Lost : null;

        rig.Signal(95_000m);
        rig.Wait(rig.Settings.UnknownMinAge - TimeSpan.FromSeconds(1));
        Assert.Equal(1, asked);
        rig.Wait(TimeSpan.FromSeconds(5));

        Assert.Equal(2, asked);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Contains("INTENT_ABSENT", rig.EventNames);
    }

    [Fact]
    public void P21_RepaymentOfUnknownOutcome_IsFoundByTheDebt()
    {
        var rig = MarginRig.Long();
        rig.After = (request, reply) => request.Command is ExchangeCommand.Repay && reply is ExchangeReply.Accepted ? Lost : reply;

        rig.Signal(95_000m);
        rig.Move(94_700m);
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Single(rig.Journal, entry => entry.Name == "MARGIN_REPAID");
    }

    [Fact]
    public void P21_RepaymentThatIsRefusedForAWhile_IsRepeatedAndAlarmsOnce()
    {
        var rig = MarginRig.Long();
        var asked = 0;
        rig.Before = request => request.Command is ExchangeCommand.Repay && ++asked < 5 ? new ExchangeReply.Rejected(-3010, "Repay not allowed.") : null;

        rig.Signal(95_000m);
        rig.Move(94_700m);
        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        rig.Wait(TimeSpan.FromMinutes(6));

        Assert.Single(rig.Journal, entry => entry.Name == "MARGIN_DEBT_UNPAID");
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P21_FundsThatDoNotCoverTheDebt_ArePaidAndTheRestFollowsWhenThereAreSome()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);
        rig.Engine.Withdraw("USDC", rig.QuoteBalance.Free, Simulator.Engine.AccountKey.Of(TradingAccount.CrossMargin, PositionRig.Symbol));
        rig.Engine.Deposit("BTC", 0.01m, TradingAccount.CrossMargin); // so that the exchange has no reason to liquidate
        rig.After = (request, reply) => reply;
        rig.Jump(30_000m);

        rig.SettleDown();
        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        Assert.Single(rig.Journal, entry => entry.Name == "MARGIN_DEBT_UNPAID");
        rig.Engine.Deposit("USDC", 200m, TradingAccount.CrossMargin);
        rig.SettleDown();

        Assert.Equal(0m, rig.QuoteBalance.Debt);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void W50_Interest_IsPaidBackAndPartOfTheResult()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromHours(30));

        rig.Move(94_700m);
        rig.SettleDown();

        SafetyOnTheBooks.WhenFlat(rig); // profit equals the change of the balance to the last digit
        Assert.True(rig.State.LastClosed!.Trade.Loan!.Interest > 0m, "30 hours cost interest.");
    }

    [Fact]
    public void W51_OpenPosition_IsNeverRepaid()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);

        rig.Wait(TimeSpan.FromHours(2));
        rig.Restart();
        rig.Wait(TimeSpan.FromHours(2));

        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Repay);
    }

    [Fact]
    public void W53_Trade_EndsOnlyWhenItsDebtIsZero()
    {
        var rig = MarginRig.Long();
        rig.Stored = rig =>
        {
            if (rig.State.Status == PositionStatus.Flat && rig.State.LastClosed is not null)
            {
                Assert.Equal(0m, rig.QuoteBalance.Debt);
            }
        };

        rig.Signal(95_000m);
        rig.Move(95_400m);
        rig.Move(94_700m);
        rig.SettleDown();

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void PlanB_WhenThePriceRoseBeyondTheReserve_BorrowsTheDifferenceFirst()
    {
        var rig = MarginRig.Long(MarginRig.Settings with { BorrowBuffer = 0m, PlanBMaxDeviationR = 2m });
        rig.Signal(94_990m);

        rig.Wait(TimeSpan.FromSeconds(95));

        Assert.Equal(2, rig.Sent.OfType<ExchangeCommand.Borrow>().Count());
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        rig.Move(94_700m);
        rig.SettleDown();
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void PlanB_WithinTheReserve_NeedsNoSecondLoan()
    {
        var rig = MarginRig.Long();
        rig.Signal(94_990m);

        rig.Wait(TimeSpan.FromSeconds(95));

        Assert.Single(rig.Sent.OfType<ExchangeCommand.Borrow>());
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void EntryThatTimesOut_PaysItsLoanBack()
    {
        var rig = MarginRig.Long(MarginRig.Settings with { EntryMode = EntryMode.LimitOnly });
        rig.Signal(94_900m);

        rig.Wait(TimeSpan.FromSeconds(120));

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Equal("ENTRY_TIMEOUT", rig.State.LastClosed!.Reason);
        Assert.Contains("MARGIN_REPAID", rig.EventNames);
    }

    [Fact]
    public void GateThatClosesWhileTheLenderIsBusy_EndsTheAttempt()
    {
        var rig = MarginRig.Long();
        rig.Before = request => request.Command is ExchangeCommand.Borrow ? Busy : null;
        rig.Signal(95_000m);

        rig.Gate = new EntryGate("paused", "by the operator");
        rig.Wait(TimeSpan.FromSeconds(5));
        rig.SettleDown();

        Assert.Equal("ENTRIES_OFF", rig.State.LastClosed!.Reason);
        Assert.Single(rig.Sent.OfType<ExchangeCommand.Borrow>());
    }

    [Fact]
    public void MovedStop_OnMargin_IsCancelledAndPlacedWithAJournalledWindow()
    {
        var rig = MarginRig.Long();
        rig.Signal(95_000m);
        rig.Before = _ =>
        {
            rig.Elapse(TimeSpan.FromMilliseconds(50));
            return null;
        };

        rig.Move(95_200m);
        rig.SettleDown();

        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Replace or ExchangeCommand.Amend);
        Assert.Contains(rig.Journal, entry => entry.Name == "UNCOVERED_WINDOW" && entry.Reason.Contains("stop is being moved", StringComparison.Ordinal));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void OtherTradesOfTheAccount_AreNotPaidFor()
    {
        var rig = MarginRig.Long();
        var other = new ExchangeCommand.Borrow(PositionRig.Symbol, "USDC", 20m) { Account = TradingAccount.CrossMargin };
        Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(other, rig.Now));
        rig.Engine.Withdraw("USDC", 20m, Simulator.Engine.AccountKey.Of(TradingAccount.CrossMargin, null));
        rig.Others = new AccountFigures([new AssetAmount("USDC", 20m)]);
        rig.Wait(TimeSpan.FromSeconds(1));

        rig.Signal(95_000m);
        rig.Move(94_700m);
        rig.SettleDown();

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.InRange(rig.QuoteBalance.Debt, 20m, 20.01m);
        Assert.InRange(rig.State.LastClosed!.Trade.Loan!.Interest, 0m, 0.01m);
    }

    [Fact]
    public void DebtOfBeforeTheTrade_StaysAndIsNoneOfItsOwn()
    {
        var rig = MarginRig.Long();
        var byHand = new ExchangeCommand.Borrow(PositionRig.Symbol, "USDC", 20m) { Account = TradingAccount.CrossMargin };
        Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(byHand, rig.Now));
        rig.Engine.Withdraw("USDC", 20m, Simulator.Engine.AccountKey.Of(TradingAccount.CrossMargin, null));
        rig.Wait(TimeSpan.FromSeconds(1));

        rig.Signal(95_000m);
        rig.Move(94_700m);
        rig.SettleDown();

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.InRange(rig.QuoteBalance.Debt, 20m, 20.01m);
    }

    [Theory]
    [InlineData(PositionSide.Long)]
    [InlineData(PositionSide.Short)]
    public void AutoMode_LeavesBorrowingAndRepayingToTheOrders(PositionSide side)
    {
        var settings = MarginRig.Settings with { BorrowMode = BorrowMode.Auto };
        var rig = side == PositionSide.Long ? MarginRig.Long(settings) : MarginRig.Short(settings);

        rig.Signal(95_000m);
        rig.Move(side == PositionSide.Long ? 94_700m : 95_300m);
        rig.SettleDown();

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Borrow);
        Assert.Equal((0m, 0m), (rig.QuoteBalance.Debt, rig.BaseBalance.Debt));
        Assert.Equal(SideEffect.Borrow, rig.Sent.OfType<ExchangeCommand.Place>().First().Order.SideEffect);
        Assert.All(rig.Sent.OfType<ExchangeCommand.PlaceOco>(), list => Assert.Equal(SideEffect.Repay, list.Oco.Above.SideEffect));
        Assert.Equal(rig.QuoteBalance.Total - rig.Funds, rig.State.LastClosed!.Result.ProfitQuote);
    }
}
