using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>Loans and repayments that orders cause.</summary>
public sealed class SideEffectTests
{
    private static readonly EngineOptions NoFees = MarginBench.Options with { MakerFee = 0m, TakerFee = 0m };

    [Fact]
    public void ShortSale_WhenItBorrowsAndRepays_EndsWithoutDebt()
    {
        var bench = new MarginBench(usdt: 2_000m, options: NoFees);

        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Sell, 0.02m, "short") with { SideEffect = SideEffect.BorrowAndRepay }));
        Assert.Equal(new Balance("BTC", 0m, 0m) { Borrowed = 0.02m }, bench.Btc);
        Assert.Equal(3_224.9998m, bench.Usdt.Free);
        bench.Jump(60_000m);
        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Buy, 0.02m, "cover") with { SideEffect = SideEffect.BorrowAndRepay }));

        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
        Assert.Equal(2_024.9996m, bench.Usdt.Free);
        Assert.Equal([(LoanKind.Borrow, 0.02m, true), (LoanKind.Repay, 0.02m, true)],
            bench.Inspect().Loans.Select(record => (record.Kind, record.Amount, record.IsAutomatic)));
    }

    [Fact]
    public void Purchase_WhenItBorrows_BorrowsTheShortfallAtPlacement()
    {
        var bench = new MarginBench(usdt: 1_000m);

        MarginBench.Done(bench.Place(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m) with { SideEffect = SideEffect.Borrow }));

        Assert.Equal(new Balance("USDT", 0m, 1_200m) { Borrowed = 200m }, bench.Usdt);
    }

    [Fact]
    public void Purchase_WhenItMayNotBorrow_IsRefusedForItsFunds()
    {
        var bench = new MarginBench(usdt: 1_000m);
        var dear = Draft.Limit(OrderSide.Buy, 0.02m, 60_000m);

        Bench.Refused(-2010, "Account has insufficient balance for requested action.", bench.Place(dear));
        Bench.Refused(-2010, "Account has insufficient balance for requested action.", bench.Place(dear with { SideEffect = SideEffect.Repay }));
        Bench.Refused(-3006, "Your borrow amount has exceed maximum borrow amount.",
            bench.Place(dear with { Quantity = 0.06m, SideEffect = SideEffect.Borrow }));
        Bench.Refused(-1106, "Parameter 'sideEffectType' sent when not required.",
            bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, dear with { SideEffect = SideEffect.Borrow }), Bench.Noon));
        Assert.Empty(bench.Engine.OrdersOf(Bench.Symbol));
        Assert.Equal(0m, bench.Usdt.Debt);
    }

    [Fact]
    public void Maker_WhenItWouldBorrowButWouldTakeToo_BorrowsNothing()
    {
        var bench = new MarginBench(usdt: 1_000m);

        Bench.Refused(-2010, "Order would immediately match and take.",
            bench.Place(Draft.Maker(OrderSide.Buy, 0.02m, 61_300m) with { SideEffect = SideEffect.Borrow }));

        Assert.Equal(new Balance("USDT", 1_000m, 0m), bench.Usdt);
    }

    [Fact]
    public void Cancel_WhenTheOrderRepaysThen_PaysItsLoanBack()
    {
        var bench = new MarginBench(usdt: 1_000m);
        var order = Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry") with { SideEffect = SideEffect.Borrow };

        MarginBench.Done(bench.Place(order with { AutoRepayAtCancel = true }));
        MarginBench.Done(bench.Cancel("entry"));
        Assert.Equal(new Balance("USDT", 1_000m, 0m), bench.Usdt);

        MarginBench.Done(bench.Place(order));
        MarginBench.Done(bench.Cancel("entry"));
        Assert.Equal(new Balance("USDT", 1_200m, 0m) { Borrowed = 200m }, bench.Usdt);
    }

    [Fact]
    public void AutomaticRepayment_WhenItFails_LeavesTheDebtAndNoWord()
    {
        var bench = new MarginBench(
            usdt: 2_000m, options: NoFees with { Margin = NoFees.Margin with { Faults = new ScriptedLoans(LoanFault.None, LoanFault.Fails) } });
        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Sell, 0.02m, "short") with { SideEffect = SideEffect.BorrowAndRepay }));

        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Buy, 0.02m, "cover") with { SideEffect = SideEffect.BorrowAndRepay }));

        Assert.Equal(new Balance("BTC", 0.02m, 0m) { Borrowed = 0.02m }, bench.Btc);
        Assert.Single(bench.Inspect().Loans);
    }

    [Fact]
    public void AutomaticRepayment_WhileAnotherLoanIsUnderWay_DoesNotHappen()
    {
        var bench = new MarginBench(
            usdt: 2_000m, options: NoFees with { Margin = NoFees.Margin with { LoanProcessing = TimeSpan.FromMilliseconds(100) } });
        MarginBench.Done(bench.Borrow("BTC", 0.02m));

        MarginBench.Done(bench.Place(Draft.Market(OrderSide.Buy, 0.01m) with { SideEffect = SideEffect.Repay }));

        Assert.Equal(0.02m, bench.Btc.Borrowed);
    }

    [Fact]
    public void Oco_WhenItBorrows_BorrowsOnceForTheDearerLeg()
    {
        var bench = new MarginBench(usdt: 1_000m);
        var oco = Draft.BuyOco(0.02m, 62_000m, 60_000m);

        Bench.Refused(-1128, "Combination of optional parameters invalid.",
            bench.Place(oco with { Above = oco.Above with { SideEffect = SideEffect.Borrow } }));
        MarginBench.Done(bench.Place(oco with
        {
            Above = oco.Above with { SideEffect = SideEffect.Borrow, AutoRepayAtCancel = true },
            Below = oco.Below with { SideEffect = SideEffect.Borrow, AutoRepayAtCancel = true },
        }));
        Assert.Equal(new Balance("USDT", 0m, 1_240.0004m) { Borrowed = 240.0004m }, bench.Usdt);
        MarginBench.Done(bench.Cancel("oco-tp"));

        Assert.Equal(new Balance("USDT", 1_000m, 0m), bench.Usdt);
    }

    [Fact]
    public void Oto_WhenItRepays_IsRefusedUnlessTheExchangeTakesIt()
    {
        var strict = new MarginBench(usdt: 1_000m, options: NoFees);
        var lenient = new MarginBench(usdt: 1_000m, options: NoFees with { Margin = NoFees.Margin with { ListsMayRepay = true } });
        var oto = With(SideEffect.BorrowAndRepay);

        Bench.Refused(-1130, "Data sent for parameter 'sideEffectType' is not valid.", strict.Place(oto));
        Bench.Refused(-1130, "Data sent for parameter 'sideEffectType' is not valid.", lenient.Place(With(SideEffect.Repay)));
        MarginBench.Done(strict.Place(With(SideEffect.Borrow)));
        MarginBench.Done(lenient.Place(oto));

        Assert.Equal(226m, strict.Usdt.Borrowed);
        lenient.Jump(64_000.01m);
        Assert.Equal((0m, 1_054.9998m), (lenient.Usdt.Debt, lenient.Usdt.Free));

        static NewOto With(SideEffect effect)
        {
            var oto = Draft.Oto(0.02m, 61_300m, Draft.Maker(OrderSide.Sell, 0.02m, 64_000m) with { SideEffect = effect });
            return oto with { Working = oto.Working with { SideEffect = effect } };
        }
    }
}
