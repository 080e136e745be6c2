using System.Globalization;

namespace Executor.Simulator.Tests.Server;

/// <summary>Every order type is taken, shown by queries with its fields, and does what it should.</summary>
public sealed class OrderTypeTests
{
    private const string Order = "/api/v3/order";

    [Theory]
    [InlineData("BUY", "type=LIMIT&timeInForce=GTC&price=60000&icebergQty=0.005", "icebergQty", "0.00500000")]
    [InlineData("BUY", "type=LIMIT_MAKER&price=60000", "price", "60000.00000000")]
    [InlineData("SELL", "type=STOP_LOSS&stopPrice=60000", "stopPrice", "60000.00000000")]
    [InlineData("SELL", "type=STOP_LOSS_LIMIT&timeInForce=GTC&stopPrice=60000&price=59900", "price", "59900.00000000")]
    [InlineData("SELL", "type=TAKE_PROFIT&stopPrice=64000", "stopPrice", "64000.00000000")]
    [InlineData("SELL", "type=TAKE_PROFIT_LIMIT&timeInForce=GTC&stopPrice=64000&price=63900", "price", "63900.00000000")]
    [InlineData("SELL", "type=STOP_LOSS&trailingDelta=100", "trailingDelta", "100")]
    [InlineData("BUY", "type=TAKE_PROFIT_LIMIT&timeInForce=GTC&stopPrice=60000&price=60100&trailingDelta=50", "trailingTime", "-1")]
    public async Task Resting_OrderOfEveryType_IsShownAndCancelled(string side, string parameters, string field, string value)
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();

        var placed = await client.PostAsync(Order, $"symbol=BTCUSDT&side={side}&quantity=0.01&{parameters}&strategyId=7&strategyType=1000001&newOrderRespType=RESULT");
        Assert.Equal(200, placed.Status);
        var found = await client.GetAsync(Order, $"symbol=BTCUSDT&orderId={placed["orderId"]}");
        Assert.Equal((value, "NEW", "7", "1000001"), (found[field], found["status"], found["strategyId"], found["strategyType"]));
        Assert.Equal(200, (await client.DeleteAsync(Order, $"symbol=BTCUSDT&orderId={placed["orderId"]}")).Status);
    }

    [Theory]
    [InlineData("SELL", "type=TAKE_PROFIT&stopPrice=62000", 62_000, "FILLED")]
    [InlineData("SELL", "type=TAKE_PROFIT_LIMIT&timeInForce=GTC&stopPrice=62000&price=63000", 62_000, "NEW")]
    [InlineData("BUY", "type=TAKE_PROFIT&stopPrice=60000", 60_000, "FILLED")]
    [InlineData("BUY", "type=STOP_LOSS&stopPrice=62000", 62_000, "FILLED")]
    [InlineData("SELL", "type=TAKE_PROFIT&stopPrice=62000", 61_999, "NEW")]
    public async Task Trade_AtTheStopPrice_TriggersTheOrder(string side, string parameters, int price, string status)
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var placed = await client.PostAsync(Order, $"symbol=BTCUSDT&side={side}&quantity=0.01&{parameters}");

        server.Venue.Trade("BTCUSDT", price, 1m, isBuyerMaker: false);

        var found = await client.GetAsync(Order, $"symbol=BTCUSDT&orderId={placed["orderId"]}");
        Assert.Equal(status, found["status"]);
        Assert.Equal(price != 61_999, found.Json.GetProperty("isWorking").GetBoolean());
    }

    [Fact]
    public async Task TrailingStop_FollowsTheHighestTradeAndTriggersBelowIt()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync(Order, "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&trailingDelta=100&newClientOrderId=trail");

        foreach (var price in (decimal[])[61_000m, 62_000m, 61_500m])
            server.Venue.Trade("BTCUSDT", price, 1m, isBuyerMaker: false);
        Assert.Equal("NEW", (await client.GetAsync(Order, "symbol=BTCUSDT&origClientOrderId=trail"))["status"]);

        server.Venue.Trade("BTCUSDT", 61_380m, 1m, isBuyerMaker: false); // 1 % below 62000
        Assert.Equal("FILLED", (await client.GetAsync(Order, "symbol=BTCUSDT&origClientOrderId=trail"))["status"]);
    }

    [Fact]
    public async Task MarketOrder_ByQuoteAmount_BuysWholeLots()
    {
        await using var server = await TestServer.StartAsync();

        var order = await server.Client().PostAsync(Order, "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=100");

        Assert.Equal(("FILLED", "0.00163000", "100.00000000"), (order["status"], order["executedQty"], order["origQuoteOrderQty"]));
        Assert.True(decimal.Parse(order["cummulativeQuoteQty"], CultureInfo.InvariantCulture) <= 100m);
    }

    [Theory]
    [InlineData("FOK", "EXPIRED", "0.00000000", "UNFILLED_FOK_ORDER_EXPIRED")]
    [InlineData("IOC", "EXPIRED", "0.40000000", "UNFILLED_IOC_QUANTITY_EXPIRED")]
    public async Task LimitOrder_ThatMustNotRest_Expires(string timeInForce, string status, string executed, string reason)
    {
        await using var server = await TestServer.StartAsync();
        server.Venue.Liquidity.Current = new FixedLiquidity(0.4m);

        var order = await server.Client().PostAsync(Order, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce={timeInForce}&quantity=1&price=61300");

        Assert.Equal((200, status, executed, reason), (order.Status, order["status"], order["executedQty"], order["expiryReason"]));
    }

    [Fact]
    public async Task Amendment_ShrinksTheOrderAndRenamesIt()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var placed = await client.PostAsync(Order, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=60000&newClientOrderId=old");

        var amended = await client.PutAsync("/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&origClientOrderId=old&newQty=0.01&newClientOrderId=new");
        var larger = await client.PutAsync("/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&origClientOrderId=new&newQty=0.03");
        var same = await client.PutAsync("/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&origClientOrderId=new&newQty=0.01");

        var order = amended.Json.GetProperty("amendedOrder");
        Assert.Equal(("old", "new", "0.01000000"), (order.GetProperty("origClientOrderId").GetString(), order.GetProperty("clientOrderId").GetString(), order.GetProperty("qty").GetString()));
        Assert.Equal("400 -2038 Order amend (quantity increase) is not supported.", larger.Refusal);
        Assert.Equal("400 -2038 The requested action would change no state; rejecting", same.Refusal);
        Assert.Equal(placed["orderId"], (await client.GetAsync(Order, "symbol=BTCUSDT&origClientOrderId=new"))["orderId"]);
        Assert.Equal("400 -2013 Order does not exist.", (await client.GetAsync(Order, "symbol=BTCUSDT&origClientOrderId=old")).Refusal);
    }

    [Fact]
    public async Task CancelAll_ShowsOrdersAndLists_AndIsRefusedWhenNothingIsOpen()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync(Order, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");
        await client.PostAsync("/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=0.5&aboveType=TAKE_PROFIT&aboveStopPrice=64000&belowType=STOP_LOSS&belowStopPrice=60000");

        var all = (await client.DeleteAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Json;

        Assert.Equal(2, all.GetArrayLength());
        Assert.Equal(("CANCELED", 2), (all[0].GetProperty("status").GetString(), all[1].GetProperty("orderReports").GetArrayLength()));
        Assert.Equal("400 -2011 Unknown order sent.", (await client.DeleteAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Refusal);
    }
}
