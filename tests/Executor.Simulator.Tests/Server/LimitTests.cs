using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Tests.Server;

/// <summary>Weights, counts and headers.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("/api/v3/ping", "", 1)]
    [InlineData("/api/v3/exchangeInfo", "", 20)]
    [InlineData("/api/v3/ticker/price", "symbol=BTCUSDT", 2)]
    [InlineData("/api/v3/ticker/price", "", 4)]
    [InlineData("/api/v3/depth", "symbol=BTCUSDT&limit=500", 25)]
    [InlineData("/api/v3/klines", "symbol=BTCUSDT&interval=1m", 2)]
    [InlineData("/api/v3/trades", "symbol=BTCUSDT", 25)]
    public async Task PublicCall_CostsItsWeight(string path, string parameters, int weight)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().RawAsync(HttpMethod.Get, parameters.Length > 0 ? $"{path}?{parameters}" : path);

        Assert.Equal((200, $"{weight}", $"{weight}"), (answer.Status, answer.Headers["X-MBX-USED-WEIGHT"], answer.Headers["X-MBX-USED-WEIGHT-1M"]));
    }

    [Theory]
    [InlineData("/api/v3/account", "", 20)]
    [InlineData("/api/v3/openOrders", "symbol=BTCUSDT", 6)]
    [InlineData("/api/v3/openOrders", "", 80)]
    [InlineData("/api/v3/allOrders", "symbol=BTCUSDT", 20)]
    [InlineData("/api/v3/myTrades", "symbol=BTCUSDT", 20)]
    [InlineData("/api/v3/myTrades", "symbol=BTCUSDT&orderId=1", 5)]
    [InlineData("/api/v3/rateLimit/order", "", 40)]
    [InlineData("/api/v3/myFilters", "symbol=BTCUSDT", 40)]
    [InlineData("/api/v3/openOrderList", "", 6)]
    public async Task SignedCall_CostsItsWeight(string path, string parameters, int weight)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().GetAsync(path, parameters);

        Assert.Equal((200, $"{weight}"), (answer.Status, answer.Headers["X-MBX-USED-WEIGHT-1M"]));
    }

    [Fact]
    public async Task Order_CostsNothingWhenTaken_AndOneWhenRefused()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();

        var taken = await client.PostAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");
        var refused = await client.PostAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=50&price=60000");

        Assert.Equal(("0", "1", "1"), (taken.Headers["X-MBX-USED-WEIGHT-1M"], taken.Headers["X-MBX-ORDER-COUNT-10S"], taken.Headers["X-MBX-ORDER-COUNT-1D"]));
        Assert.Equal("1", refused.Headers["X-MBX-USED-WEIGHT-1M"]);
        Assert.DoesNotContain("X-MBX-ORDER-COUNT-10S", refused.Headers.Keys);
    }

    [Fact]
    public async Task Count_FallsByOneWithTheFirstExecution()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");

        var market = await client.PostAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");

        Assert.Equal("1", market.Headers["X-MBX-ORDER-COUNT-10S"]);
        server.Time.Advance(TimeSpan.FromSeconds(10));
        var counts = (await client.GetAsync("/api/v3/rateLimit/order")).Json;
        Assert.Equal([0, 1], counts.EnumerateArray().Select(row => row.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Weight_AboveTheLimit_Is429_ThenABanOf418_WhichEnds()
    {
        await using var server = await TestServer.StartAsync(scenario => scenario with { Limits = new LimitScenario { Weight = 1, RefusedBeforeBan = 1 } });
        var client = server.Client();
        await client.RawAsync(HttpMethod.Get, "/api/v3/ping");

        var exceeded = await client.RawAsync(HttpMethod.Get, "/api/v3/ping");
        var banned = await client.RawAsync(HttpMethod.Get, "/api/v3/ping");

        Assert.Equal(
            "429 -1003 Too much request weight used; current limit is 1 request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.",
            exceeded.Refusal);
        Assert.Equal("60", exceeded.Headers["Retry-After"]);
        Assert.Equal(
            "418 -1003 Way too much request weight used; IP banned until 1763985720000. Please use WebSocket Streams for live updates to avoid bans.", banned.Refusal);
        Assert.Equal("120", banned.Headers["Retry-After"]);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await client.RawAsync(HttpMethod.Get, "/api/v3/ping")).Status);
    }

    [Fact]
    public async Task Orders_AboveTheLimit_Are429()
    {
        await using var server = await TestServer.StartAsync(scenario => scenario with { Limits = new LimitScenario { OrdersPer10Seconds = 1 } });
        var client = server.Client();
        const string order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000";
        await client.PostAsync("/api/v3/order", order);

        var refused = await client.PostAsync("/api/v3/order", order);

        Assert.Equal("429 -1015 Too many new orders; current limit is 1 orders per 10 SECOND.", refused.Refusal);
        Assert.Equal("10", refused.Headers["Retry-After"]);
    }

    [Fact]
    public async Task SapiCalls_HaveTheirOwnHeaders()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();

        Assert.Equal("10", (await client.GetAsync("/sapi/v1/margin/account")).Headers["X-SAPI-USED-IP-WEIGHT-1M"]);
        Assert.Equal("750", (await client.GetAsync("/sapi/v1/margin/maxBorrowable", "asset=USDT")).Headers["X-SAPI-USED-UID-WEIGHT-1M"]);
    }
}
