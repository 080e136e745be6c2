using Executor.Core.Exchange;

namespace Executor.Simulator.Tests.Engine;

public sealed class OcoRefusalTests
{
    private static readonly NewOrder SellTarget = Draft.Maker(OrderSide.Sell, 0.1m, 64_000m, "a");
    private static readonly NewOrder SellStop = Draft.Stop(OrderSide.Sell, 0.1m, 60_000m, "b");
    private static readonly NewOrder BuyStop = Draft.Stop(OrderSide.Buy, 0.1m, 64_000m, "a");
    private static readonly NewOrder BuyTarget = Draft.Maker(OrderSide.Buy, 0.1m, 60_000m, "b");

    private const string WrongType = "Order type not supported in OCO.";
    private const string Combination = "Combination of optional parameters invalid.";
    private const string Relation = "The relationship of the prices for the orders is not correct.";
    private const string NoPrice = "Mandatory parameter 'abovePrice' was not sent, was empty/null, or malformed.";

    public static TheoryData<NewOrder, NewOrder, int, string> WrongLegs => new()
    {
        // Legs of a type that does not belong there.
        { SellTarget with { Type = OrderType.Limit }, SellStop, -1158, WrongType },
        { SellTarget, SellStop with { Type = OrderType.Market, StopPrice = null }, -1158, WrongType },
        { SellTarget, Named("b", SellTarget) with { Price = 60_000m }, -1168, "At least one OCO order must be contingent." },
        { Named("a", SellStop), Named("b", SellTarget), -1166, "A limit order in a sell OCO must be above." },
        { Named("a", SellStop), SellStop, -1197, "A stop loss order in a sell OCO must be below." },
        { Named("a", BuyTarget), Named("b", BuyStop), -1165, "A limit order in a buy OCO must be below." },
        { BuyStop, Named("b", BuyStop), -1196, "A stop loss order in a buy OCO must be above." },

        // Two sides, two quantities, one name twice, the list's name.
        { SellTarget, BuyTarget, -1128, Combination },
        { SellTarget, SellStop with { Quantity = 0.2m }, -1128, Combination },
        { SellTarget, Named("a", SellStop), -1128, Combination },
        { SellTarget, Named("list", SellStop), -1128, Combination },

        // Prices: absent, off the tick, at or on the wrong side of the last one.
        { SellTarget with { Price = null }, SellStop, -1102, NoPrice },
        { SellTarget, SellStop with { StopPrice = 60_000.001m }, -1013, "Filter failure: PRICE_FILTER" },
        { SellTarget with { Price = 61_000m }, SellStop, -2010, Relation },
        { SellTarget with { Price = 61_250m }, SellStop, -2010, Relation },
        { SellTarget, SellStop with { StopPrice = 61_250m }, -2010, Relation },
        { BuyStop with { StopPrice = 61_250m }, BuyTarget, -2010, Relation },
    };

    [Theory]
    [MemberData(nameof(WrongLegs))]
    public void PlaceOco_WhenLegsDoNotFit_IsRefusedWithTheText(NewOrder above, NewOrder below, int code, string message)
    {
        var bench = new Bench(btc: 1m, usdt: 99_999m);

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

    private static NewOrder Named(string id, NewOrder order) => order with { ClientOrderId = id };
}
