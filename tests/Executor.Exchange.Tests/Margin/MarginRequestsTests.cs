using Executor.Core.Exchange;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Margin;
using Executor.Exchange.Tests.Scripted;

namespace Executor.Exchange.Tests.Margin;

/// <summary>Every margin command, parameter by parameter.</summary>
public sealed class MarginRequestsTests
{
    private static void Expect(string endpoint, int weight, string parameters, ApiRequest request)
    {
        Assert.Equal((endpoint, weight), (request.Endpoint.Name, request.Endpoint.Weight));
        Assert.Equal(parameters, request.Parameters.ToEncodedText());
        Assert.Contains(new Executor.Exchange.Budget.LimitCharge(request.Endpoint.WeightLimit, weight), request.Endpoint.Charges);
    }

    [Fact]
    public void Place_NamesTheWalletAndTheSideEffect()
    {
        Expect(
            "POST /sapi/v1/margin/order",
            6,
            "symbol=BTCUSDT&isIsolated=FALSE&side=SELL&type=MARKET&quantity=0.00001&newClientOrderId=EX_OUT1_a1_0e7&newOrderRespType=FULL&sideEffectType=AUTO_REPAY",
            MarginRequests.Place(new(Sample.Symbol, Sample.Market with { SideEffect = SideEffect.Repay }) { Account = TradingAccount.CrossMargin }));
        Expect(
            "POST /sapi/v1/margin/order",
            1500,
            "symbol=BTCUSDT&isIsolated=TRUE&side=SELL&type=MARKET&quantity=0.00001&newClientOrderId=EX_OUT1_a1_0e7&newOrderRespType=FULL"
            + "&sideEffectType=MARGIN_BUY&autoRepayAtCancel=FALSE",
            MarginRequests.Place(new(Sample.Symbol, Sample.Market with { SideEffect = SideEffect.Borrow }) { Account = TradingAccount.IsolatedMargin }));
    }

    [Fact]
    public void Oco_IsOfTheOldForm_WhicheverLegIsAbove()
    {
        const string Sell = "symbol=BTCUSDT&isIsolated=TRUE&listClientOrderId=EX_OCO1_a1_0e7&side=SELL&quantity=0.01998&limitClientOrderId=EX_TP1_a1_0e7&price=64000"
            + "&stopClientOrderId=EX_SL1_a1_0e7&stopPrice=60000&stopLimitPrice=59900&stopLimitTimeInForce=GTC&newOrderRespType=FULL";
        Expect("POST /sapi/v1/margin/order/oco", 6, Sell, MarginRequests.Oco(new(Sample.Symbol, Sample.Oco) { Account = TradingAccount.IsolatedMargin }));
        Expect(
            "POST /sapi/v1/margin/order/oco",
            6,
            Sell,
            MarginRequests.Oco(new(Sample.Symbol, new NewOco("EX_OCO1_a1_0e7", Sample.Stop, Sample.Target)) { Account = TradingAccount.IsolatedMargin }));
    }

    [Fact]
    public void Oco_WithAMarketStop_HasNoLimitPrice() => Expect(
        "POST /sapi/v1/margin/order/oco",
        6,
        "symbol=BTCUSDT&isIsolated=FALSE&listClientOrderId=L&side=SELL&quantity=0.01998&limitClientOrderId=EX_TP1_a1_0e7&price=64000"
        + "&stopClientOrderId=EX_SL1_a1_0e7&stopPrice=60000&newOrderRespType=FULL",
        MarginRequests.Oco(new(Sample.Symbol, new NewOco("L", Sample.Target, Sample.MarketStop)) { Account = TradingAccount.CrossMargin }));

    [Fact]
    public void Otoco_NamesWalletAndQuantities() => Expect(
        "POST /sapi/v1/margin/order/otoco",
        6,
        "symbol=BTCUSDT&isIsolated=FALSE&listClientOrderId=L&workingSide=BUY&workingQuantity=0.02&workingType=LIMIT&workingClientOrderId=EX_EN_a1_0e7"
        + "&workingPrice=61300.1&workingTimeInForce=GTC&pendingSide=SELL&pendingQuantity=0.01998&pendingAboveType=LIMIT_MAKER&pendingAboveClientOrderId=EX_TP1_a1_0e7"
        + "&pendingAbovePrice=64000&pendingBelowType=STOP_LOSS&pendingBelowClientOrderId=EX_SL1_a1_0e7&pendingBelowStopPrice=60000&newOrderRespType=FULL",
        MarginRequests.Oto(new(Sample.Symbol, new NewOto("L", Sample.Entry, [Sample.Target, Sample.MarketStop], false)) { Account = TradingAccount.CrossMargin }));

    [Fact]
    public void Cancel_NamesTheWallet() => Expect(
        "DELETE /sapi/v1/margin/order",
        10,
        "symbol=BTCUSDT&isIsolated=TRUE&orderId=5",
        MarginRequests.Cancel(new(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 5)) { Account = TradingAccount.IsolatedMargin }));

    [Fact]
    public void Loans_NameTheSymbolOnlyWhenIsolated()
    {
        Expect(
            "POST /sapi/v1/margin/borrow-repay",
            1500,
            "asset=USDT&isIsolated=TRUE&symbol=BTCUSDT&amount=125.5&type=BORROW",
            MarginRequests.Borrow(new(Sample.Symbol, "USDT", 125.50m) { Account = TradingAccount.IsolatedMargin }));
        Expect(
            "POST /sapi/v1/margin/borrow-repay",
            1500,
            "asset=BTC&isIsolated=FALSE&amount=0.00400002&type=REPAY",
            MarginRequests.Repay(new(Sample.Symbol, "BTC", 0.00400002m) { Account = TradingAccount.CrossMargin }));
    }

    [Fact]
    public void WhatAWalletDoesNotHave_IsRefusedInTheExchangesWords()
    {
        var replace = new ExchangeCommand.Replace(Sample.Symbol, new OrderReference("a", 1), Sample.Stop);
        var opo = new ExchangeCommand.PlaceOto(Sample.Symbol, new NewOto("L", Sample.Entry, [Sample.Stop], true));

        Assert.Equal(-2010, LocalRefusals.NotOn(TradingAccount.CrossMargin, replace)!.Code);
        Assert.Equal(-2038, LocalRefusals.NotOn(TradingAccount.IsolatedMargin, new ExchangeCommand.Amend(Sample.Symbol, new OrderReference("a", 1), 1m))!.Code);
        Assert.Equal(-2010, LocalRefusals.NotOn(TradingAccount.CrossMargin, opo)!.Code);
        Assert.Equal(-3008, LocalRefusals.NotOn(TradingAccount.Spot, new ExchangeCommand.Borrow(Sample.Symbol, "USDT", 1m))!.Code);
        Assert.Equal(-3010, LocalRefusals.NotOn(TradingAccount.Spot, new ExchangeCommand.Repay(Sample.Symbol, "USDT", 1m))!.Code);
        Assert.Null(LocalRefusals.NotOn(TradingAccount.Spot, replace));
    }
}
