using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>Loans and repayments that are asked for.</summary>
public sealed class LoanTests
{
    [Fact]
    public void Borrow_WhenTaken_CreditsTheLoanAndRecordsIt()
    {
        var bench = new MarginBench(usdt: 100m);

        MarginBench.Done(bench.Borrow("USDT", 50m));

        Assert.Equal(new Balance("USDT", 150m, 0m) { Borrowed = 50m }, bench.Usdt);
        var view = bench.Inspect();
        Assert.Equal(3m, view.MarginLevel);
        Assert.Equal(
            new LoanRecord(1, LoanKind.Borrow, "USDT", 50m, 50m, 0m, LoanStatus.Confirmed, IsAutomatic: false, Bench.Noon), Assert.Single(view.Loans));
    }

    [Fact]
    public void TwoBorrowsTenMillisecondsApart_SecondIsPending()
    {
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with { LoanProcessing = TimeSpan.FromMilliseconds(100) }));

        MarginBench.Done(bench.Borrow("USDT", 50m));
        bench.Now += TimeSpan.FromMilliseconds(10);
        Bench.Refused(-3007, "You have pending transaction, please try again later.", bench.Borrow("BTC", 0.0001m));
        Bench.Refused(-3007, "You have pending transaction, please try again later.", bench.Repay("USDT", 50m));
        bench.Now += TimeSpan.FromMilliseconds(90);
        MarginBench.Done(bench.Repay("USDT", 50m));

        Assert.Equal([1L, 2L], bench.Inspect().Loans.Select(record => record.TransactionId));
    }

    [Fact]
    public void Interest_IsChargedAtTheLoanAndAtEveryFullHour()
    {
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with
        {
            Terms = ImmutableDictionary<string, LoanTerms>.Empty.Add("USDT", new LoanTerms { HourlyRate = 0.00001m }),
        }));
        bench.Now = Bench.Noon.AddMinutes(20);

        MarginBench.Done(bench.Borrow("USDT", 50m));
        Assert.Equal((50m, 0.0005m), (bench.Usdt.Borrowed, bench.Usdt.Interest));
        bench.Engine.AccrueInterest(Bench.Noon.AddMinutes(59));
        Assert.Equal(0.0005m, bench.Usdt.Interest);
        bench.Engine.Print(Bench.Symbol, 61_000m, Bench.Noon.AddHours(1));
        Assert.Equal(0.001m, bench.Usdt.Interest);
        var restored = bench.Restored(MarginBench.Options with { Margin = MarginBench.Options.Margin with { OtherTerms = new LoanTerms { HourlyRate = 0.00001m } } });
        restored.Engine.AccrueInterest(Bench.Noon.AddHours(4.5));

        Assert.Equal(0.0025m, restored.Usdt.Interest);
        restored.Now = Bench.Noon.AddHours(4.5);
        MarginBench.Done(restored.Repay("USDT", 50.0025m));
        Assert.Equal(new Balance("USDT", 99.9975m, 0m), restored.Usdt);
        restored.Engine.AccrueInterest(Bench.Noon.AddHours(9));
        Assert.Equal(0m, restored.Usdt.Debt);
    }

    [Fact]
    public void Interest_WhenItIsLessThanTheLastDecimal_IsRoundedUp()
    {
        var bench = new MarginBench(btc: 1m, options: MarginBench.With(margin => margin with { OtherTerms = new LoanTerms { HourlyRate = 0.000007m } }));

        MarginBench.Done(bench.Borrow("BTC", 0.0001m));

        Assert.Equal(0.00000001m, bench.Btc.Interest);
    }

    [Fact]
    public void Repay_WhenPartial_PaysInterestFirst()
    {
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with { OtherTerms = new LoanTerms { HourlyRate = 0.1m } }));
        MarginBench.Done(bench.Borrow("USDT", 50m));

        MarginBench.Done(bench.Repay("USDT", 20m));

        Assert.Equal((35m, 0m, 130m), (bench.Usdt.Borrowed, bench.Usdt.Interest, bench.Usdt.Free));
        var record = bench.Inspect().Loans[^1];
        Assert.Equal((LoanKind.Repay, 20m, 15m, 5m), (record.Kind, record.Amount, record.Principal, record.Interest));
    }

    [Fact]
    public void Borrow_WhenItMayNotBe_IsRefusedAndChangesNothing()
    {
        var terms = new LoanTerms { HourlyRate = 0m, MinBorrow = 1m, MaxBorrow = 150m, Inventory = 120m };
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with { OtherTerms = terms }));

        Bench.Refused(-3013, "Borrow amount less than minimum borrow amount.", bench.Borrow("USDT", 0.5m));
        Bench.Refused(-3006, "Your borrow amount has exceed maximum borrow amount.", bench.Borrow("USDT", 150.1m));
        Bench.Refused(-3045, "The system doesn't have enough asset now.", bench.Borrow("USDT", 120.1m));
        Bench.Refused(-3027, "Not a valid margin asset.", bench.Borrow("DOGE", 5m));
        Bench.Refused(-1111, "Precision is over the maximum defined for this asset.", bench.Borrow("USDT", 5.000000001m));
        Bench.Refused(-1100, "Illegal characters found in parameter 'amount'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.", bench.Borrow("USDT", 0m));
        Bench.Refused(-3008, "Borrow not allowed.", bench.Engine.Execute(new ExchangeCommand.Borrow(Bench.Symbol, "USDT", 5m), Bench.Noon));
        Assert.Empty(bench.Engine.LoansOf(TradingAccount.CrossMargin));
        Assert.Equal(new Balance("USDT", 100m, 0m), bench.Usdt);
    }

    [Fact]
    public void Borrow_WhenTheMarginLevelWouldBeTooLow_IsRefusedAboveTwiceTheOwnFunds()
    {
        var bench = new MarginBench(usdt: 100m);

        Bench.Refused(-3006, "Your borrow amount has exceed maximum borrow amount.", bench.Borrow("USDT", 200.00000001m));
        MarginBench.Done(bench.Borrow("USDT", 200m));

        Assert.Equal(1.5m, bench.Level);
    }

    [Fact]
    public void IsolatedBorrow_WhenTheAssetIsOfAnotherPairOrTheLimitHasItsOwnCode_SaysSo()
    {
        var bench = new MarginBench(
            TradingAccount.IsolatedMargin, usdt: 100m, options: MarginBench.With(margin => margin with { IsolatedLimitHasOwnCode = true }));
        bench.Engine.AddSymbol(Bench.Rules with { Symbol = "ETHUSDT", BaseAsset = "ETH" }, 3_000m);

        Bench.Refused(-3027, "Not a valid margin asset.", bench.Borrow("ETH", 0.01m));
        Bench.Refused(-11008, "Exceeding the account's maximum borrowable limit.", bench.Borrow("USDT", 201m));
    }

    [Fact]
    public void Repay_WhenItMayNotBe_IsRefusedAndChangesNothing()
    {
        var terms = new LoanTerms { HourlyRate = 0m, MinRepay = 1m, SmallestDebt = 2m };
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with { OtherTerms = terms }));
        MarginBench.Done(bench.Borrow("USDT", 50m));
        MarginBench.Done(bench.Place(Draft.Limit(OrderSide.Buy, 0.002m, 60_000m)));

        Bench.Refused(-3015, "Repay amount exceeds borrow amount.", bench.Repay("USDT", 50.01m));
        Bench.Refused(-3016, "Repay amount less than minimum repay amount.", bench.Repay("USDT", 0.5m));
        Bench.Refused(-3024, "The unpaid debt is too small after this repayment.", bench.Repay("USDT", 49m));
        Bench.Refused(-3041, "Balance is not enough", bench.Repay("USDT", 40m));
        Bench.Refused(-3010, "Repay not allowed.", bench.Engine.Execute(new ExchangeCommand.Repay(Bench.Symbol, "USDT", 5m), Bench.Noon));

        Assert.Equal((50m, 30m), (bench.Usdt.Borrowed, bench.Usdt.Free));
        Assert.Single(bench.Engine.LoansOf(TradingAccount.CrossMargin));
    }

    [Theory]
    [InlineData(LoanFault.Pending, -3007, "You have pending transaction, please try again later.")]
    [InlineData(LoanFault.NothingToLend, -3045, "The system doesn't have enough asset now.")]
    [InlineData(LoanFault.AboveLimit, -3006, "Your borrow amount has exceed maximum borrow amount.")]
    public void Borrow_WhenAFaultIsScripted_IsRefusedWithIt(LoanFault fault, int code, string text)
    {
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with { Faults = new ScriptedLoans(fault) }));

        Bench.Refused(code, text, bench.Borrow("USDT", 50m));
        MarginBench.Done(bench.Borrow("USDT", 50m));
    }

    [Fact]
    public void Borrow_WhenItFailsAfterItWasTaken_LeavesAFailedRecordAndNoDebt()
    {
        var bench = new MarginBench(usdt: 100m, options: MarginBench.With(margin => margin with { Faults = new ScriptedLoans(LoanFault.Fails) }));

        MarginBench.Done(bench.Borrow("USDT", 50m));

        Assert.Equal(LoanStatus.Failed, Assert.Single(bench.Inspect().Loans).Status);
        Assert.Equal(new Balance("USDT", 100m, 0m), bench.Usdt);
        Assert.Null(bench.Level);
    }
}
