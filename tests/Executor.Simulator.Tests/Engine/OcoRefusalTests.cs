using Executor.Core.Exchange;

namespace Executor.Simulator.Tests.Engine;

public sealed class OcoRefusalTests
{
    private static readonly NewOrder SellTarget = Draft.Maker(OrderSide.Sell, 0.1m, 64_000m, "a");
    private static readonly NewOrder SellStop = Draft.Stop(OrderSide.Sell, 0.1m, 60_000m, "b");
    private static readonly NewOrder BuyStop = Draft.Stop(OrderSide.Buy, 0.1m, 64_000m, "a");
    private static readonly NewOrder BuyTarget = Draft.Maker(OrderSide.Buy, 0.1m, 60_000m, "b");

    public static TheoryData<string, NewOrder, NewOrder, int, string> WrongLegs => new()
    {
        { "a plain limit", SellTarget with { Type = OrderType.Limit }, SellStop, -1158, "Order type not supported in OCO." },
        { "a market leg", SellTarget, SellStop with { Type = OrderType.Market, StopPrice = null }, -1158, "Order type not supported in OCO." },
        { "two limits", SellTarget, SellTarget with { ClientOrderId = "b", Price = 60_000m }, -1168, "At least one OCO order must be contingent." },
        { "sell, upside down", SellStop with { ClientOrderId = "a" }, SellTarget with { ClientOrderId = "b" }, -1166, "A limit order in a sell OCO must be above." },
        { "sell, two stops", SellStop with { ClientOrderId = "a" }, SellStop, -1197, "A stop loss order in a sell OCO must be below." },
        { "buy, upside down", BuyTarget with { ClientOrderId = "a" }, BuyStop with { ClientOrderId = "b" }, -1165, "A limit order in a buy OCO must be below." },
        { "buy, two stops", BuyStop, BuyStop with { ClientOrderId = "b" }, -1196, "A stop loss order in a buy OCO must be above." },
        { "two sides", SellTarget, BuyTarget, -1128, "Combination of optional parameters invalid." },
        { "two quantities", SellTarget, SellStop with { Quantity = 0.2m }, -1128, "Combination of optional parameters invalid." },
        { "one name twice", SellTarget, SellStop with { ClientOrderId = "a" }, -1128, "Combination of optional parameters invalid." },
        { "the list's name", SellTarget, SellStop with { ClientOrderId = "list" }, -1128, "Combination of optional parameters invalid." },
        { "a leg without price", SellTarget with { Price = null }, SellStop, -1102, "Mandatory parameter 'abovePrice' was not sent, was empty/null, or malformed." },
        { "a leg off the tick", SellTarget, SellStop with { StopPrice = 60_000.001m }, -1013, "Filter failure: PRICE_FILTER" },
        { "target below last", SellTarget with { Price = 61_000m }, SellStop, -2010, "The relationship of the prices for the orders is not correct." },
        { "target at last", SellTarget with { Price = 61_250m }, SellStop, -2010, "The relationship of the prices for the orders is not correct." },
        { "stop at last", SellTarget, SellStop with { StopPrice = 61_250m }, -2010, "The relationship of the prices for the orders is not correct." },
        { "buy stop at last", BuyStop with { StopPrice = 61_250m }, BuyTarget, -2010, "The relationship of the prices for the orders is not correct." },
    };

    [Theory]
    [MemberData(nameof(WrongLegs))]
    public void PlaceOco_WhenLegsDoNotFit_IsRefusedWithTheText(string what, NewOrder above, NewOrder below, int code, string message)
    {
        var bench = new Bench(btc: 1m, usdt: 99_999m);

        Assert.NotEmpty(what);
        Bench.Refused(code, message, bench.Place(new NewOco("list", above, below)));
        Assert.Empty(bench.Engine.OrdersOf(Bench.Symbol));
    }

    [Fact]
    public void PlaceOco_WhenTheSymbolTakesNone_IsRefused() => Bench.Refused(
        -2010,
        "OCO orders are not supported for this symbol",
        new Bench(btc: 1m, rules: Bench.Rules with { OcoAllowed = false }).Place(Draft.SellOco(1m, 64_000m, 60_000m)));

    [Fact]
    public void PlaceOco_WhenFundsAreShort_IsRefused() => Bench.Refused(
        -2010,
        "Account has insufficient balance for requested action.",
        new Bench(btc: 0.99999m).Place(Draft.SellOco(1m, 64_000m, 60_000m)));

    [Fact]
    public void PlaceOco_WhenListNameIsOpen_IsADuplicateAndFreeAgainAfterwards()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(new NewOco("list", SellTarget, SellStop));
        var again = new NewOco("list", SellTarget with { ClientOrderId = "c" }, SellStop with { ClientOrderId = "d" });

        Bench.Refused(-2010, "Duplicate order sent.", bench.Place(again));
        bench.Cancel("a");

        Assert.Equal([1L, 1L], bench.Accepted(again).Select(report => report.OrderListId!.Value));
    }

    [Fact]
    public void PlaceOco_WhenALegNameIsOpen_IsADuplicate()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.1m, 64_000m, "b"));

        Bench.Refused(-2010, "Duplicate order sent.", bench.Place(new NewOco("list", SellTarget, SellStop)));
    }

    [Fact]
    public void ListName_WhenAnOrderHasTheSameOne_IsAnotherNameSpace()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.1m, 64_000m, "list"));

        Assert.Equal(2, bench.Accepted(new NewOco("list", SellTarget, SellStop)).Length);
    }
}
