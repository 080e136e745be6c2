using System.Globalization;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Tests.Server;

/// <summary>What widely used clients ask for besides orders, and how they ask.</summary>
public sealed class ClientCallTests
{
    private const string Bid = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000";

    [Theory]
    [InlineData("/sapi/v1/margin/allPairs")]
    [InlineData("/sapi/v1/margin/allAssets")]
    public async Task MarginMarketData_IsGivenToThoseWhoSignToo(string path)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(200, (await server.Client().GetAsync(path, "recvWindow=10000")).Status);
    }

    [Fact]
    public async Task OrderIds_AreOneSequenceForAllCustomersOfAMarket()
    {
        await using var server = await TestServer.StartAsync();
        var second = server.Client(DefaultScenario.SecondKey, DefaultScenario.SecondSecret);

        var ids = new List<long>();
        foreach (var client in new[] { server.Client(), second, server.Client() })
            ids.Add((await client.PostAsync("/api/v3/order", Bid)).Json.GetProperty("orderId").GetInt64());

        Assert.Equal([1, 2, 3], ids);
        Assert.Equal("400 -2013 Order does not exist.", (await second.GetAsync("/api/v3/order", "symbol=BTCUSDT&orderId=1")).Refusal);
    }

    [Fact]
    public async Task OrderIds_GoOnAfterARestartWhoeverPlacedTheLast()
    {
        var folder = Directory.CreateTempSubdirectory("executor-ids-").FullName;
        try
        {
            await using (var before = await TestServer.StartAsync(folder: folder))
            {
                await before.Client().PostAsync("/api/v3/order", Bid);
                await before.Client(DefaultScenario.SecondKey, DefaultScenario.SecondSecret).PostAsync("/api/v3/order", Bid);
            }
            await using var after = await TestServer.StartAsync(folder: folder);

            var answer = await after.Client().PostAsync("/api/v3/order", Bid);
            Assert.Contains("\"orderId\":3,", answer.Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task OldOco_NamesALimitLegAndAStopLeg()
    {
        await using var server = await TestServer.StartAsync();

        var list = await server.Client().PostAsync("/api/v3/order/oco",
            "symbol=BTCUSDT&side=SELL&quantity=0.01&price=64000&stopPrice=60000&stopLimitPrice=59900&stopLimitTimeInForce=GTC");

        Assert.Equal(["LIMIT_MAKER 64000.00000000", "STOP_LOSS_LIMIT 59900.00000000"], list.Json.GetProperty("orderReports").EnumerateArray()
            .Select(order => $"{order.GetProperty("type").GetString()} {order.GetProperty("price").GetString()}"));
    }

    [Fact]
    public async Task Amendments_AreRememberedWithBothQuantities()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var id = (await client.PostAsync("/api/v3/order", Bid))["orderId"];
        await client.PutAsync("/api/v3/order/amend/keepPriority", $"symbol=BTCUSDT&orderId={id}&newQty=0.004");

        var rows = (await client.GetAsync("/api/v3/order/amendments", $"symbol=BTCUSDT&orderId={id}")).Json;

        var row = Assert.Single(rows.EnumerateArray());
        Assert.Equal(("0.01000000", "0.00400000"), (row.GetProperty("origQty").GetString(), row.GetProperty("newQty").GetString()));
    }

    [Theory]
    [InlineData("windowSize=60m", "400 -1130 Data sent for parameter 'windowSize' is not valid.")]
    [InlineData("windowSize=8d", "400 -1130 Data sent for parameter 'windowSize' is not valid.")]
    [InlineData("type=SMALL", "400 -1130 Data sent for parameter 'type' is not valid.")]
    public async Task WindowTicker_RefusesWhatIsNoWindow(string parameter, string refusal)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(refusal, (await server.Client().RawAsync(HttpMethod.Get, $"/api/v3/ticker?symbol=BTCUSDT&{parameter}")).Refusal);
    }

    [Fact]
    public async Task WindowTicker_CountsTheTradesOfItsWindow()
    {
        await using var server = await TestServer.StartAsync();
        server.Venue.Trade("BTCUSDT", 61_000m, 1m, isBuyerMaker: false);
        server.Time.Advance(TimeSpan.FromHours(2));
        server.Venue.Trade("BTCUSDT", 61_500m, 2m, isBuyerMaker: false);

        var hour = await server.Client().RawAsync(HttpMethod.Get, "/api/v3/ticker?symbol=BTCUSDT&windowSize=1h");
        var day = await server.Client().RawAsync(HttpMethod.Get, "/api/v3/ticker/tradingDay?symbol=BTCUSDT&timeZone=%2B8:00");

        Assert.Equal(("2.00000000", "1"), (hour["volume"], hour["count"]));
        Assert.Equal(("3.00000000", "2", "500.00000000"), (day["volume"], day["count"], day["priceChange"]));
        var begin = new DateTimeOffset(2025, 11, 23, 16, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.Equal(begin.ToString(CultureInfo.InvariantCulture), day["openTime"]);
    }

    [Fact]
    public async Task ReferencePrice_IsWhatNoMarketHas()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("400 -2043 This symbol doesn't have a reference price.",
            (await server.Client().RawAsync(HttpMethod.Get, "/api/v3/referencePrice?symbol=BTCUSDT")).Refusal);
    }
}
