using Executor.Core.Exchange;

namespace Executor.Simulator.Tests.Engine;

public sealed class RefusalTests
{
    private const string InsufficientBalance = "Account has insufficient balance for requested action.";

    [Fact]
    public void AnyCommand_WhenSymbolIsUnknown_IsRefused()
    {
        var bench = new Bench();

        var reply = bench.Engine.Execute(new ExchangeCommand.Place("NOPE", Draft.Market(OrderSide.Buy, 1m)), Bench.Noon);

        Bench.Refused(-1121, "Invalid symbol.", reply);
    }

    [Fact]
    public void Place_WhenAnEnumHasAnUnknownValue_NamesTheParameter()
    {
        var bench = new Bench();
        var order = Draft.Limit(OrderSide.Buy, 1m, 60_000m);

        Bench.Refused(-1117, "Invalid side.", bench.Place(order with { Side = (OrderSide)9 }));
        Bench.Refused(-1116, "Invalid orderType.", bench.Place(order with { Type = (OrderType)9 }));
        Bench.Refused(-1115, "Invalid timeInForce.", bench.Place(order with { TimeInForce = (TimeInForce)9 }));
    }

    [Fact]
    public void Place_WhenAParameterOfTheTypeIsMissing_NamesIt()
    {
        var bench = new Bench();

        Bench.Refused(
            -1102,
            "Mandatory parameter 'price' was not sent, was empty/null, or malformed.",
            bench.Place(Draft.Limit(OrderSide.Buy, 1m, 1m) with { Price = null }));
        Bench.Refused(
            -1102,
            "Mandatory parameter 'stopPrice' was not sent, was empty/null, or malformed.",
            bench.Place(Draft.Stop(OrderSide.Sell, 1m, 1m) with { StopPrice = null }));
    }

    [Fact]
    public void Place_WhenAParameterDoesNotBelongToTheType_NamesIt()
    {
        var bench = new Bench();

        Bench.Refused(
            -1106, "Parameter 'price' sent when not required.", bench.Place(Draft.Market(OrderSide.Buy, 1m) with { Price = 60_000m }));
        Bench.Refused(
            -1106,
            "Parameter 'stopPrice' sent when not required.",
            bench.Place(Draft.Limit(OrderSide.Buy, 1m, 60_000m) with { StopPrice = 60_000m }));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("ä")]
    [InlineData("1234567890123456789012345678901234567")]
    public void Place_WhenClientIdBreaksThePattern_IsRefused(string id)
    {
        Bench.Refused(
            -1100,
            "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.",
            new Bench().Place(Draft.Market(OrderSide.Buy, 1m, id)));
    }

    [Fact]
    public void Place_WhenClientIdIsEmpty_IsRefused() =>
        Bench.Refused(-1105, "Parameter 'newClientOrderId' was empty.", new Bench().Place(Draft.Market(OrderSide.Buy, 1m, "")));

    [Fact]
    public void Place_WhenClientIdHasThirtySixLegalCharacters_IsTaken()
    {
        var bench = new Bench(btc: 1m);

        Assert.Equal(OrderStatus.Filled, bench.Accepted(Draft.Market(OrderSide.Sell, 1m, "AZaz09-_AZaz09-_AZaz09-_AZaz09-_AZaz")).Status);
    }

    [Fact]
    public void Place_WhenANumberIsNegative_IsNoNumber()
    {
        Bench.Refused(
            -1100,
            @"Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'.",
            new Bench().Place(Draft.Market(OrderSide.Buy, -1m)));
    }

    [Fact]
    public void Place_WhenANumberHasMoreThanEightDecimals_IsRefusedBeforeTheFilters()
    {
        var bench = new Bench();

        Bench.Refused(-1111, "Parameter 'quantity' has too much precision.", bench.Place(Draft.Market(OrderSide.Buy, 0.000000001m)));
        Bench.Refused(
            -1111, "Parameter 'price' has too much precision.", bench.Place(Draft.Limit(OrderSide.Buy, 1m, 60_000.000000001m)));
        Bench.Refused(
            -1111, "Parameter 'stopPrice' has too much precision.", bench.Place(Draft.Stop(OrderSide.Sell, 1m, 60_000.000000001m)));
    }

    [Theory]
    [InlineData("0.00001", "60000.001", "PRICE_FILTER")]
    [InlineData("1", "1000000.01", "PRICE_FILTER")]
    [InlineData("1", "122500.01", "PERCENT_PRICE_BY_SIDE")]
    [InlineData("1", "30624.99", "PERCENT_PRICE_BY_SIDE")]
    [InlineData("0.000015", "60000", "LOT_SIZE")]
    [InlineData("9000.00001", "60000", "LOT_SIZE")]
    [InlineData("0.00008", "62499.99", "NOTIONAL")]
    [InlineData("150.00001", "60000", "NOTIONAL")]
    public void Place_WhenALimitBreaksAFilter_NamesTheFilter(string quantity, string price, string filter)
    {
        var order = Draft.Limit(OrderSide.Buy, decimal.Parse(quantity), decimal.Parse(price));

        Bench.Refused(-1013, $"Filter failure: {filter}", new Bench().Place(order));
    }

    [Fact]
    public void Place_WhenALimitStandsExactlyOnABound_PassesTheFilters()
    {
        var bench = new Bench(btc: 1m, usdt: 20_000_000m);

        Assert.Equal(OrderStatus.New, bench.Accepted(Draft.Limit(OrderSide.Buy, 0.00016m, 31_250m, "least-notional")).Status);
        Assert.Equal(OrderStatus.New, bench.Accepted(Draft.Limit(OrderSide.Buy, 150m, 60_000m, "most-notional")).Status);
        Assert.Equal(OrderStatus.New, bench.Accepted(Draft.Limit(OrderSide.Buy, 0.1m, 30_625m, "lowest-price")).Status);
        Assert.Equal(OrderStatus.New, bench.Accepted(Draft.Limit(OrderSide.Sell, 0.1m, 122_500m, "highest-price")).Status);
    }

    [Fact]
    public void Place_WhenStopPriceIsOffTheTick_FailsThePriceFilter() =>
        Bench.Refused(-1013, "Filter failure: PRICE_FILTER", new Bench().Place(Draft.Stop(OrderSide.Sell, 1m, 60_000.001m)));

    [Fact]
    public void Place_WhenAMarketOrderIsTooLargeOrTooSmall_FailsItsFilters()
    {
        var bench = new Bench();

        Bench.Refused(-1013, "Filter failure: MARKET_LOT_SIZE", bench.Place(Draft.Market(OrderSide.Buy, 141.68001m)));
        Bench.Refused(-1013, "Filter failure: NOTIONAL", bench.Place(Draft.Market(OrderSide.Buy, 0.00008m)));
        Bench.Refused(-1013, "Filter failure: LOT_SIZE", bench.Place(Draft.Market(OrderSide.Buy, 0m)));
    }

    [Fact]
    public void Place_WhenFiltersAreOffAndQuantityIsZero_TradesNothing()
    {
        var bare = new SymbolRules { Symbol = Bench.Symbol, BaseAsset = "BTC", QuoteAsset = "USDT", TickSize = 0.01m, LotStep = 0m };

        Bench.Refused(-2010, "Price * QTY is zero or less.", new Bench(rules: bare).Place(Draft.Market(OrderSide.Sell, 0m)));
    }

    [Fact]
    public void Place_WhenMarketIsClosed_IsRefusedAndCancelIsNot()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.5m, 64_000m));

        bench.Engine.UpdateRules(Bench.Rules with { IsTrading = false });

        Bench.Refused(-2010, "Market is closed.", bench.Place(Draft.Market(OrderSide.Sell, 0.5m)));
        Bench.Refused(-2010, "Market is closed.", bench.Place(Draft.SellOco(0.5m, 64_000m, 60_000m)));
        Bench.Refused(-2038, "Market is closed.", bench.Amend("limit", 0.4m));
        Assert.Equal(OrderStatus.Canceled, Assert.Single(Bench.Orders(bench.Cancel("limit"))).Status);
    }

    [Theory]
    [InlineData(OrderSide.Sell, 61_250)]
    [InlineData(OrderSide.Sell, 61_251)]
    [InlineData(OrderSide.Buy, 61_250)]
    [InlineData(OrderSide.Buy, 61_249)]
    public void Place_WhenStopIsAtOrBeyondTheLastPrice_WouldTriggerImmediately(OrderSide side, int stopPrice) =>
        Bench.Refused(-2010, "Order would trigger immediately.", new Bench(btc: 1m, usdt: 99_999m).Place(Draft.Stop(side, 1m, stopPrice)));

    [Theory]
    [InlineData(OrderSide.Buy, "61250.01")]
    [InlineData(OrderSide.Sell, "61249.99")]
    public void Place_WhenMakerCrossesTheQuote_WouldMatchImmediately(OrderSide side, string price)
    {
        var bench = new Bench(btc: 1m, usdt: 99_999m);

        Bench.Refused(-2010, "Order would immediately match and take.", bench.Place(Draft.Maker(side, 1m, decimal.Parse(price))));
    }

    [Theory]
    [InlineData(OrderSide.Buy)]
    [InlineData(OrderSide.Sell)]
    public void Place_WhenMakerStandsAtTheLastPrice_Rests(OrderSide side) =>
        Assert.Equal(OrderStatus.New, new Bench(btc: 1m, usdt: 99_999m).Accepted(Draft.Maker(side, 1m, 61_250m)).Status);

    [Fact]
    public void Place_WhenFundsAndMakerRuleBothFail_FundsAreNamedFirst() =>
        Bench.Refused(-2010, InsufficientBalance, new Bench().Place(Draft.Maker(OrderSide.Buy, 1m, 61_260m)));

    [Theory]
    [InlineData("61250.00", false)]
    [InlineData("61250.01", true)]
    public void Place_WhenAMarketPurchaseCostsTheAsk_NeedsExactlyThat(string usdt, bool isTaken)
    {
        var reply = new Bench(usdt: decimal.Parse(usdt)).Place(Draft.Market(OrderSide.Buy, 1m));

        Assert.Equal(isTaken, reply is ExchangeReply.Accepted);
        if (!isTaken)
            Bench.Refused(-2010, InsufficientBalance, reply);
    }

    [Fact]
    public void Place_WhenTooManyOrdersAreOpen_FailsTheCount()
    {
        var bench = new Bench(btc: 1m, rules: Bench.Rules with { MaxOpenOrders = 2 });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.1m, 64_000m, "one"));

        Bench.Refused(-1013, "Filter failure: MAX_NUM_ORDERS", bench.Place(Draft.SellOco(0.1m, 64_000m, 60_000m)));
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.1m, 64_000m, "two"));
        Bench.Refused(-1013, "Filter failure: MAX_NUM_ORDERS", bench.Place(Draft.Limit(OrderSide.Sell, 0.1m, 64_000m, "three")));
    }

    [Fact]
    public void PlaceOco_WhenTooManyListsAreOpen_FailsTheCount()
    {
        var bench = new Bench(btc: 1m, rules: Bench.Rules with { MaxOrderLists = 1 });
        bench.Accepted(Draft.SellOco(0.1m, 64_000m, 60_000m, "one"));

        Bench.Refused(-1013, "Filter failure: MAX_NUM_ORDER_LISTS", bench.Place(Draft.SellOco(0.1m, 64_000m, 60_000m, "two")));
    }

    [Fact]
    public void RefusedOrder_WhenLookedFor_LeftNoTrace()
    {
        var bench = new Bench(btc: 1m);

        bench.Place(Draft.Stop(OrderSide.Sell, 2m, 60_000m));

        Assert.Empty(bench.Engine.OrdersOf(Bench.Symbol));
        Assert.Empty(bench.Engine.DrainEvents());
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
        Assert.Equal(1, bench.Accepted(Draft.Stop(OrderSide.Sell, 1m, 60_000m)).OrderId);
    }
}
