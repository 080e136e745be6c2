using Executor.Simulator.Engine;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Tests.Server;

/// <summary>Of two things that are wrong with a placement, the one that is checked first answers.</summary>
public sealed class CheckOrderTests
{
    private const string Order = "/api/v3/order";
    private const string Good = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000";

    [Theory]
    // a wrong key before a missing parameter
    [InlineData("", "quantity=1", "401 -2014 API-key format invalid.")]
    [InlineData("not a key!", "quantity=1", "401 -2014 API-key format invalid.")]
    [InlineData("unknown", "quantity=1", "401 -2015 Invalid API-key, IP, or permissions for action.")]
    // a missing parameter before illegal characters
    [InlineData(null, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=abc", "400 -1102 Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.")]
    // illegal characters before unread parameters
    [InlineData(null, Good + "0,5&other=1&timestamp=1&signature=x", @"400 -1100 Illegal characters found in parameter 'price'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'.")]
    // unread parameters before the time
    [InlineData(null, Good + "&other=1&timestamp=1&signature=x", "400 -1104 Not all sent parameters were read; read '8' parameter(s) but was sent '9'.")]
    // the time before the signature
    [InlineData(null, Good + "&timestamp=1500000000000&signature=x", "400 -1021 Timestamp for this request is outside of the recvWindow.")]
    // the signature before the symbol
    [InlineData(null, "symbol=NONE&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1&timestamp=1763985600000&signature=x", "400 -1022 Signature for this request is not valid.")]
    public async Task Gateway_WhenTwoThingsAreWrong_AnswersTheFirst(string? key, string query, string refusal)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().RawAsync(HttpMethod.Post, $"{Order}?{query}", withKey: key);

        Assert.Equal(refusal, answer.Refusal);
    }

    [Theory]
    // symbol, side, type, time in force
    [InlineData("symbol=NONE&side=UP&type=LIMIT&timeInForce=GTC&quantity=1&price=1", "400 -1121 Invalid symbol.")]
    [InlineData("symbol=BTCUSDT&side=UP&type=NONE&quantity=1&price=1", "400 -1117 Invalid side.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=NONE&timeInForce=GTX&quantity=1&price=1", "400 -1116 Invalid orderType.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=1&price=1", "400 -1115 Invalid timeInForce.")]
    // what the type forbids, before precision
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&timeInForce=GTC&quantity=0.123456789", "400 -1106 Parameter 'timeInForce' sent when not required.")]
    // precision before filters
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.123456789&price=0.001", "400 -1111 Parameter 'quantity' has too much precision.")]
    // filters in their order
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.000001&price=60000.001", "400 -1013 Filter failure: PRICE_FILTER")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.000001&price=1000", "400 -1013 Filter failure: PERCENT_PRICE_BY_SIDE")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.000001&price=60000", "400 -1013 Filter failure: LOT_SIZE")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00001&price=60000", "400 -1013 Filter failure: NOTIONAL")]
    // a trigger before funds, funds before a maker that takes
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=50&stopPrice=70000", "400 -2010 Order would trigger immediately.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=50&price=70000", "400 -2010 Account has insufficient balance for requested action.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01&price=70000", "400 -2010 Order would immediately match and take.")]
    [InlineData(Good + "&selfTradePreventionMode=NONE", "400 -1013 This symbol does not allow the specified self-trade prevention mode.")]
    [InlineData(Good + "&icebergQty=0.00001", "400 -1013 Filter failure: ICEBERG_PARTS")]
    [InlineData(Good + "&strategyType=5", "400 -1134 strategyType was less than 1000000.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET", "400 -1102 Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01", "400 -1102 Mandatory parameter 'price' was not sent, was empty/null, or malformed.")]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01", "400 -1102 Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!")]
    public async Task Placement_WhenSomethingIsWrong_AnswersTheFirst(string parameters, string refusal)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(refusal, (await server.Client().PostAsync(Order, parameters)).Refusal);
    }

    [Fact]
    public async Task Placement_WhenTheMarketIsClosed_IsRefusedBeforeItsNameIsLookedAt()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync(Order, Good + "&newClientOrderId=same");

        Assert.Equal("400 -2010 Duplicate order sent.", (await client.PostAsync(Order, Good + "&newClientOrderId=same")).Refusal);
        server.Venue.ChangeStatus("BTCUSDT", MarketStatus.CancelOnly);
        Assert.Equal("400 -2010 Market is closed.", (await client.PostAsync(Order, Good + "&newClientOrderId=same")).Refusal);
        Assert.Equal(200, (await client.DeleteAsync(Order, "symbol=BTCUSDT&origClientOrderId=same")).Status);
    }

    [Fact]
    public async Task Key_WithoutTheRightOrFromElsewhere_IsRefusedAfterTheSignature()
    {
        await using var server = await TestServer.StartAsync(scenario => scenario with
        {
            Customers = [scenario.Customers[0] with { Keys =
            [
                new KeyScenario { Key = "reader", Secret = "secret", Trade = false },
                new KeyScenario { Key = "elsewhere", Secret = "secret", Addresses = ["192.0.2.1"] },
            ] }],
        });

        Assert.Equal("401 -2015 Invalid API-key, IP, or permissions for action.", (await server.Client("reader", "secret").PostAsync(Order, Good)).Refusal);
        Assert.Equal("400 -1022 Signature for this request is not valid.", (await server.Client("reader", "other").PostAsync(Order, Good)).Refusal);
        Assert.Equal(200, (await server.Client("reader", "secret").GetAsync("/api/v3/account")).Status);
        Assert.Equal(401, (await server.Client("elsewhere", "secret").GetAsync("/api/v3/account")).Status);
    }

    [Fact]
    public async Task Switch_ForUnknownKeys_GivesThemTheirOwnCode()
    {
        await using var server = await TestServer.StartAsync(scenario => scenario with { Switches = new SwitchScenario { UnknownKeyHasOwnCode = true } });

        Assert.Equal("401 -2008 Invalid Api-Key ID.", (await server.Client("nobody", "secret").GetAsync("/api/v3/account")).Refusal);
    }
}
