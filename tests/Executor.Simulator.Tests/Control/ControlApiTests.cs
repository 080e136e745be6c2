using System.Net;
using System.Text.Json;
using Executor.Simulator.Server.Control;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Tests.Live;
using Microsoft.AspNetCore.Http;

namespace Executor.Simulator.Tests.Control;

/// <summary>The control API: what a test asks of the simulator while it runs.</summary>
public sealed class ControlApiTests
{
    [Fact]
    public async Task Clock_ShiftsStopsRunsAndJumps()
    {
        await using var venue = await LiveVenue.StartAsync();

        await venue.ControlAsync("POST", "/clock", """{"speed":0}""");
        var stopped = await TimeAsync(venue);
        Assert.Equal(stopped, await TimeAsync(venue));
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":3600000}""");
        Assert.Equal(stopped + 3_600_000, await TimeAsync(venue));
        var standing = await venue.ControlAsync("POST", "/clock", """{"offsetMs":-1500}""");
        Assert.Equal(stopped + 3_600_000 - 1_500, await TimeAsync(venue));
        standing = await venue.ControlAsync("POST", "/clock", """{"driftMsPerSecond":2.5}""");
        standing.Shows(("offsetMs", "-1500"), ("driftMsPerSecond", "2.5"), ("speed", "0"));
    }

    [Fact]
    public async Task Price_JumpsOverOrdersOrSweepsThroughThem()
    {
        await using var venue = await LiveVenue.StartAsync();
        const string Stop = "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=";
        await venue.SignedAsync("POST", "/api/v3/order", Stop + "61000&newClientOrderId=swept");
        await venue.SignedAsync("POST", "/api/v3/order", Stop + "60000&newClientOrderId=jumped");

        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":60500,"move":"Sweep"}""");
        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":59000,"move":"Jump"}""");

        var fills = (await venue.ControlAsync("GET", "/customers/main/books?symbol=BTCUSDT")).GetProperty("fills").EnumerateArray();
        Assert.Equal([60_999.99m, 58_999.99m], fills.Select(row => row.GetProperty("fill").GetProperty("price").GetDecimal()));
    }

    [Fact]
    public async Task Walk_ArrivesWhenItsTimeHasPassed()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/clock", """{"speed":0}""");

        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":61350,"move":"Walk","durationMs":10000}""");
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":5000}""");
        var halfWay = await MarketAsync(venue);
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":5000}""");
        var there = await MarketAsync(venue);

        halfWay.Shows(("source", "\"walk\""));
        Assert.Equal(61_300m, halfWay.GetProperty("last").GetDecimal());
        there.Shows(("source", "\"manual\""));
        Assert.Equal(61_350m, there.GetProperty("last").GetDecimal());
    }

    [Fact]
    public async Task Feed_PlaysItsRowsAtItsSpeed()
    {
        await using var venue = await LiveVenue.StartAsync();
        using var file = new TemporaryFile(
            "Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice\n"
            + "2025-01-29T00:01:00Z,10,1,0.1,0.5,0.5,61000,61010,61050,60990\n2025-01-29T00:02:00Z,10,1,0.1,0.5,0.5,61000,60900,61020,60850\n");
        await venue.ControlAsync("POST", "/clock", """{"speed":0}""");

        await venue.ControlAsync("POST", "/markets/BTCUSDT/source", JsonSerializer.Serialize(new { source = "Feed", file = file.Path, speed = 10 }));
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":6000}""");
        var first = await MarketAsync(venue);
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":6000}""");
        var second = await MarketAsync(venue);
        var (_, day) = await venue.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v3/ticker/24hr?symbol=BTCUSDT"));

        first.Shows(("source", "\"feed\""));
        Assert.Equal(61_010m, first.GetProperty("last").GetDecimal());
        second.Shows(("source", "\"manual\""));
        Assert.Equal(60_900m, second.GetProperty("last").GetDecimal());
        day.Shows(("highPrice", "\"61050.00000000\""), ("lowPrice", "\"60850.00000000\""), ("count", "120"));
    }

    [Fact]
    public async Task Seeds_GiveTheSameWayAgain()
    {
        var first = await SeededAsync(seed: 5);

        Assert.Equal(first, await SeededAsync(seed: 5));
        Assert.NotEqual(first, await SeededAsync(seed: 6));
    }

    [Fact]
    public async Task Ledger_NamesEveryOrderAndEveryRequestWithoutSecrets()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.PlaceAsync("one");
        await venue.PlaceAsync("one");
        await venue.PlaceAsync("two");

        var requests = await venue.ControlAsync("GET", "/requests?endpoint=POST%20/api/v3/order&customer=main");
        var statistics = await venue.ControlAsync("GET", "/statistics?customer=main");

        Assert.Equal(["one", "two"], await venue.LedgerAsync());
        Assert.Equal([200, 400, 200], requests.EnumerateArray().Select(request => request.GetProperty("status").GetInt32()));
        Assert.Equal("one", requests[0].GetProperty("parameters").Text("newClientOrderId"));
        Assert.DoesNotContain("signature", requests.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(DefaultScenario.HmacKey, requests.GetRawText(), StringComparison.Ordinal);
        var row = Assert.Single(statistics.EnumerateArray());
        row.Shows(("customer", "\"main\""), ("symbol", "\"BTCUSDT\""), ("endpoint", "\"POST /api/v3/order\""), ("requests", "3"), ("weight", "1"), ("refused", "1"));
    }

    [Fact]
    public async Task Hand_PlacesCancelsAndSellsEverything()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);

        var placed = await venue.ControlAsync(
            "POST", "/customers/main/place", """{"symbol":"BTCUSDT","side":"Sell","type":"Limit","quantity":0.4,"price":70000,"clientOrderId":"by-hand"}""");
        var heard = await client.NextEventAsync("executionReport");
        var sold = await venue.ControlAsync("POST", "/customers/main/sell-all", """{"symbol":"BTCUSDT"}""");
        var nothing = await venue.TryControlAsync("POST", "/customers/main/sell-all", """{"symbol":"BTCUSDT"}""");

        placed.Shows(("isAccepted", "true"));
        heard.Shows(("c", "\"by-hand\""));
        Assert.Equal(1m, sold.GetProperty("orders")[0].GetProperty("executedQuantity").GetDecimal());
        Assert.Equal(409, nothing.Status);
    }

    [Fact]
    public async Task HandCancel_TakesOneOrderOrAll()
    {
        await using var venue = await LiveVenue.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
            await venue.PlaceAsync(name);

        var one = await venue.ControlAsync("POST", "/customers/main/cancel", """{"symbol":"BTCUSDT","orderId":1}""");
        var again = await venue.ControlAsync("POST", "/customers/main/cancel", """{"symbol":"BTCUSDT","orderId":1}""");
        var rest = await venue.ControlAsync("POST", "/customers/main/cancel", """{"symbol":"BTCUSDT"}""");

        Assert.Equal(1, one.GetProperty("orders").GetArrayLength());
        again.Shows(("isAccepted", "false"), ("code", "-2011"));
        Assert.Equal(2, rest.GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task Ban_LastsItsSeconds()
    {
        await using var venue = await LiveVenue.StartAsync();

        await venue.ControlAsync("POST", "/bans", """{"address":"127.0.0.1","seconds":60}""");
        using var banned = await venue.Http.GetAsync(new Uri("/api/v3/ping", UriKind.Relative), TestContext.Current.CancellationToken);
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":61000}""");
        using var free = await venue.Http.GetAsync(new Uri("/api/v3/ping", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)418, banned.StatusCode);
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }

    [Fact]
    public async Task Interest_IsChargedWhenTheClockPassesTheHour()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.SignedAsync("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&amount=1000&type=BORROW&isIsolated=FALSE");
        var before = await DebtAsync(venue);

        await venue.ControlAsync("POST", "/clock", """{"advanceMs":7200000}""");

        Assert.Equal(before + (2 * 0.007m), await DebtAsync(venue));
    }

    [Theory]
    [InlineData("/faults", "", "The body is missing")]
    [InlineData("/faults", "[]", "must be a JSON object")]
    [InlineData("/faults", "{", "not what it should be")]
    [InlineData("/faults", "{}", "fault")]
    [InlineData("/faults", """{"fault":"Nonsense"}""", "fault")]
    [InlineData("/faults", """{"fault":99}""", "fault")]
    [InlineData("/faults", """{"fault":"Overloaded","probability":1.5}""", "probability: must be above 0 and at most 1, is 1.5.")]
    [InlineData("/faults", """{"fault":"Overloaded","symbol":"NOPE"}""", "symbol: there is no market NOPE.")]
    [InlineData("/faults", """{"fault":"Overloaded","customer":"nobody"}""", "customer: there is no customer nobody.")]
    [InlineData("/faults", """{"fault":"Overloaded","delay":5}""", "delay: there is no such field; there are fault,")]
    [InlineData("/clock", """{"speed":-1}""", "speed: must be 0 to 10000, is -1.")]
    [InlineData("/clock", """{"advanceMs":-1}""", "advanceMs:")]
    [InlineData("/clock", """{"offsetMs":"soon"}""", "offsetMs:")]
    [InlineData("/markets/BTCUSDT/price", """{"price":0}""", "price: must be above 0, is 0.")]
    [InlineData("/markets/BTCUSDT/price", "{}", "price")]
    [InlineData("/markets/BTCUSDT/price", """{"price":1e400}""", "price")]
    [InlineData("/markets/BTCUSDT/source", """{"source":"Feed"}""", "file: a feed needs the path of its file.")]
    [InlineData("/markets/BTCUSDT/source", """{"source":"Feed","file":"/nowhere/feed.csv"}""", "file: cannot be read")]
    [InlineData("/markets/BTCUSDT/book", """{"quantity":0}""", "quantity: must be above 0, is 0.")]
    [InlineData("/markets/BTCUSDT/status", """{"status":7}""", "status")]
    [InlineData("/markets/BTCUSDT/rules", """{"tickSize":0}""", "tickSize: must be above 0, is 0.")]
    [InlineData("/customers/main/funds", """{"asset":"USDT","amount":0}""", "amount: must not be 0.")]
    [InlineData("/customers/main/funds", """{"account":"IsolatedMargin","asset":"USDT","amount":1}""", "symbol:")]
    [InlineData("/customers/main/liquidate", """{"account":"Spot"}""", "nothing can be liquidated")]
    [InlineData("/bans", """{"address":"127.0.0.1","seconds":-1}""", "seconds: must be 0 to 259200, is -1.")]
    [InlineData("/streams", """{"maxBacklog":0}""", "maxBacklog: must be above 0, is 0.")]
    public async Task BadInput_IsAnsweredWithTheFieldAndTheRule(string path, string body, string said)
    {
        await using var venue = await LiveVenue.StartAsync();

        var (status, answer) = await venue.TryControlAsync("POST", path, body);

        Assert.Equal(400, status);
        Assert.Contains(said, answer.Text("error"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/markets/NOPE/price", 404)]
    [InlineData("POST", "/customers/nobody/reset", 404)]
    [InlineData("DELETE", "/faults/77", 404)]
    [InlineData("DELETE", "/faults/x", 404)]
    [InlineData("POST", "/customers/main/funds", 409)]
    public async Task Unknown_IsToldByName(string verb, string path, int expected)
    {
        await using var venue = await LiveVenue.StartAsync();

        var (status, answer) = await venue.TryControlAsync(verb, path, """{"asset":"USDT","amount":-1000000}""");

        Assert.Equal(expected, status);
        Assert.NotEmpty(answer.Text("error")!);
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, true)]
    [InlineData("::1", null, null, true)]
    [InlineData("10.1.2.3", null, null, false)]
    [InlineData("10.1.2.3", null, "guess", false)]
    [InlineData("10.1.2.3", "secret", "guess", false)]
    [InlineData("10.1.2.3", "secret", "secret", true)]
    public void Access_IsForThisMachineOrForTheKey(string address, string? key, string? shown, bool isAllowed)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (shown is not null)
            context.Request.Headers[ControlAccess.Header] = shown;

        Assert.Equal(isAllowed, new ControlAccess(key).Allows(context));
    }

    private static async Task<string> SeededAsync(ulong seed)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/clock", """{"speed":0}""");
        await venue.ControlAsync("POST", "/markets/BTCUSDT/source", $$"""{"source":"Seeded","seed":{{seed}}}""");
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":90000}""");
        var (_, trades) = await venue.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v3/trades?symbol=BTCUSDT&limit=1000"));
        Assert.Equal(90, trades.GetArrayLength());
        return string.Join(' ', trades.EnumerateArray().Select(trade => trade.Text("price")));
    }

    private static async Task<decimal> DebtAsync(LiveVenue venue) =>
        (await venue.ControlAsync("GET", "/customers/main/books")).GetProperty("accounts").EnumerateArray()
            .Single(account => account.Text("account") == "CrossMargin").GetProperty("balances").EnumerateArray()
            .Single(balance => balance.Text("asset") == "USDT").GetProperty("debt").GetDecimal();

    private static async Task<JsonElement> MarketAsync(LiveVenue venue) =>
        (await venue.ControlAsync("GET", "/markets")).EnumerateArray().Single(market => market.Text("symbol") == "BTCUSDT");

    private static async Task<long> TimeAsync(LiveVenue venue) =>
        (await venue.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v3/time"))).Answer.Whole("serverTime");

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string content)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllText(Path, content);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
