using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>Spot, cross and isolated accounts live beside each other.</summary>
public sealed class AccountTests
{
    [Fact]
    public void OrderOfAnIsolatedAccount_WhenLookedForOnAnother_IsNotFound()
    {
        var bench = new MarginBench(TradingAccount.IsolatedMargin, usdt: 2_000m);
        bench.Engine.Deposit("USDT", 1m, TradingAccount.CrossMargin);
        MarginBench.Done(bench.Place(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry")));
        foreach (var (account, found) in new[]
        {
            (TradingAccount.Spot, 0), (TradingAccount.CrossMargin, 0), (TradingAccount.IsolatedMargin, 1),
        })
        {
            var byName = new ExchangeCommand.Inspect(Bench.Symbol, [new OrderReference("entry")], null) { Account = account };
            var byId = new ExchangeCommand.Inspect(Bench.Symbol, [new OrderReference("entry", 1)], null) { Account = account };
            Assert.Equal(found, Assert.IsType<ExchangeReply.Inspected>(bench.Engine.Execute(byName, Bench.Noon)).View.Orders.Length);
            var view = Assert.IsType<ExchangeReply.Inspected>(bench.Engine.Execute(byId, Bench.Noon)).View;
            Assert.Equal((found, found), (view.Orders.Length, view.OpenOrders.Length));
        }

        Bench.Refused(-2011, "Unknown order sent.",
            bench.Engine.Execute(new ExchangeCommand.Cancel(Bench.Symbol, new OrderReference("entry", 1)), Bench.Noon));
        Bench.Refused(-2011, "Unknown order sent.",
            bench.Engine.Execute(new ExchangeCommand.Cancel(Bench.Symbol, new OrderReference("entry")) { Account = TradingAccount.CrossMargin }, Bench.Noon));
        MarginBench.Done(bench.Cancel("entry"));
    }

    [Fact]
    public void Accounts_WhenTheyTrade_ShareNeitherFundsNorNamesNorExecutions()
    {
        var bench = new MarginBench(usdt: 2_000m);
        bench.Engine.Deposit("USDT", 5_000m);
        var order = Draft.Limit(OrderSide.Buy, 0.02m, 61_300m, "entry");

        MarginBench.Done(bench.Place(order));
        MarginBench.Done(bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, order), Bench.Noon));
        MarginBench.Done(bench.Place(Draft.Limit(OrderSide.Buy, 0.01m, 60_000m, "rests")));
        MarginBench.Done(bench.Engine.Execute(new ExchangeCommand.Place(Bench.Symbol, Draft.Limit(OrderSide.Buy, 0.01m, 60_000m, "rests")), Bench.Noon));

        Assert.Equal((0.01998m, 0.01998m), (bench.Btc.Free, bench.Engine.BalanceOf("BTC").Free));
        Assert.Equal(1, Assert.Single(bench.Inspect().Trades).OrderId);
        Assert.Equal((174.9998m, 600m), (bench.Usdt.Free, bench.Usdt.Locked));
        Assert.Equal(0m, bench.Engine.BalanceOf("BTC", TradingAccount.IsolatedMargin, Bench.Symbol).Total);
        Assert.Equal(2, bench.Engine.OpenOrdersOf(Bench.Symbol).Length);
    }

    [Theory]
    [InlineData(TradingAccount.CrossMargin, -3003, "Margin account does not exist.")]
    [InlineData(TradingAccount.IsolatedMargin, -11001, "Isolated margin account does not exist.")]
    public void Request_WhenTheAccountIsNotOpen_IsRefused(TradingAccount account, int code, string text)
    {
        var bench = new MarginBench(account);

        Bench.Refused(code, text, bench.Borrow("USDT", 1m));
        Bench.Refused(code, text, bench.Execute(new ExchangeCommand.Inspect(Bench.Symbol, [], null)));
    }

    [Fact]
    public void MarginAccount_WhenAskedForWhatItLacks_RefusesAsASymbolWithoutIt()
    {
        var bench = new MarginBench(usdt: 2_000m);
        MarginBench.Done(bench.Place(Draft.Limit(OrderSide.Buy, 0.02m, 60_000m, "entry")));
        var entry = new OrderReference("entry");

        Bench.Refused(-2010, "Order cancel-replace is not supported for this symbol.",
            bench.Execute(new ExchangeCommand.Replace(Bench.Symbol, entry, Draft.Limit(OrderSide.Buy, 0.02m, 60_001m, "next"))));
        Bench.Refused(-2038, "Order amend is not supported for this symbol.", bench.Execute(new ExchangeCommand.Amend(Bench.Symbol, entry, 0.01m)));
        Bench.Refused(-2010, "OPO orders are not supported for this symbol",
            bench.Place(Draft.Otoco(0.01m, 61_000m, 64_000m, 60_000m) with { IsPaidByWorking = true }));
        Assert.Equal(OrderStatus.New, bench.Order("entry").Status);
        var rules = bench.Engine.RulesOf(Bench.Symbol, TradingAccount.CrossMargin)!;
        Assert.Equal((false, false, false, true), (rules.CancelReplaceAllowed, rules.AmendAllowed, rules.OpoAllowed, rules.OcoAllowed));
        Assert.Equal(Bench.Rules, bench.Engine.RulesOf(Bench.Symbol, TradingAccount.Spot));
    }

    [Fact]
    public void MarginOtoco_WhenQuantitiesOrSidesDiffer_IsRefused()
    {
        var bench = new MarginBench(usdt: 2_000m);

        Bench.Refused(-2017, "Parameter 'pendingQuantity' must be the same as workingQuantity.",
            bench.Place(Draft.Oto(0.02m, 61_000m, Draft.Maker(OrderSide.Sell, 0.01998m, 64_000m))));
        Bench.Refused(-2018, "Parameter 'pendingSide' must be the opposite of workingSide.",
            bench.Place(Draft.Oto(0.02m, 61_000m, Draft.Limit(OrderSide.Buy, 0.02m, 60_000m))));
    }

    [Fact]
    public void Transfer_WhenTheCustomerMovesFunds_LeavesOneAccountAndOpensTheOther()
    {
        var bench = new MarginBench(btc: 1m);
        var isolated = AccountKey.Of(TradingAccount.IsolatedMargin, Bench.Symbol);

        bench.Engine.Transfer("BTC", 0.25m, AccountKey.Of(TradingAccount.CrossMargin, null), isolated);
        bench.Engine.Withdraw("BTC", 0.05m, isolated);

        Assert.Equal(0.75m, bench.Btc.Free);
        Assert.Equal(0.2m, bench.Engine.BalanceOf("BTC", TradingAccount.IsolatedMargin, Bench.Symbol).Free);
        Assert.Throws<InvalidOperationException>(() => bench.Engine.Withdraw("BTC", 0.3m, isolated));
        Assert.Throws<ArgumentException>(() => bench.Engine.Deposit("BTC", 1m, TradingAccount.IsolatedMargin));
        Assert.Throws<ArgumentException>(() => bench.Engine.Deposit("BTC", 1m, TradingAccount.IsolatedMargin, "NOPE"));
    }
}
