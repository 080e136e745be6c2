using System.Net;
using System.Text.Json;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Streams;

/// <summary>Market streams. Source: Binance spot API, market streams.</summary>
public sealed class MarketStreamTests
{
    [Fact]
    public async Task Trade_IsToldOnItsStreams()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ConnectAsync(venue, "/stream?streams=btcusdt@trade/btcusdt@aggTrade/btcusdt@bookTicker");
        await HelloAsync(client);

        venue.Venue.Trade("ETHUSDT", 3_001m, 1m, isBuyerMaker: false);
        venue.Venue.Trade("BTCUSDT", 61_300m, 0.25m, isBuyerMaker: true);

        var aggregate = (await client.NextAsync(frame => frame.Text("stream") == "btcusdt@aggTrade")).GetProperty("data");
        var trade = await client.NextAsync();
        Assert.Equal("stream data", trade.Names());
        Assert.Equal("btcusdt@trade", trade.Text("stream"));
        Assert.Equal("e E s t p q T m M", trade.GetProperty("data").Names());
        trade.GetProperty("data").Shows(
            ("e", "\"trade\""), ("s", "\"BTCUSDT\""), ("t", "1"), ("p", "\"61300.00000000\""), ("q", "\"0.25000000\""), ("m", "true"), ("M", "true"));
        Assert.Equal("e E s a p q f l T m M", aggregate.Names());
        aggregate.Shows(("e", "\"aggTrade\""), ("a", "1"), ("f", "1"), ("l", "1"));
        var quote = (await client.NextAsync()).GetProperty("data");
        Assert.Equal("u s b B a A", quote.Names());
        quote.Shows(("s", "\"BTCUSDT\""), ("b", "\"61299.99000000\""), ("a", "\"61300.01000000\""));
    }

    [Fact]
    public async Task RawConnection_TellsPayloadsWithoutWrapping()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ConnectAsync(venue, "/ws/btcusdt@trade/ethusdt@trade");
        await HelloAsync(client);

        venue.Venue.Trade("ETHUSDT", 3_001m, 1m, isBuyerMaker: false);

        (await client.NextAsync()).Shows(("e", "\"trade\""), ("s", "\"ETHUSDT\""));
    }

    [Fact]
    public async Task Subscriptions_ChangeWhileTheConnectionIsOpen()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ConnectAsync(venue, "/ws");

        await client.SendAsync("""{"method":"SUBSCRIBE","params":["btcusdt@trade","ethusdt@trade"],"id":1}""");
        (await client.NextAsync()).Shows(("result", "null"), ("id", "1"));
        await client.SendAsync("""{"method":"UNSUBSCRIBE","params":["btcusdt@trade"],"id":"two"}""");
        (await client.NextAsync()).Shows(("result", "null"), ("id", "\"two\""));
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":3}""");
        (await client.NextAsync()).Shows(("result", """["ethusdt@trade"]"""), ("id", "3"));
        await client.SendAsync("""{"method":"SET_PROPERTY","params":["combined",true],"id":4}""");
        (await client.NextAsync()).Shows(("result", "null"), ("id", "4"));
        venue.Venue.Trade("BTCUSDT", 61_300m, 0.25m, isBuyerMaker: true);
        venue.Venue.Trade("ETHUSDT", 3_001m, 1m, isBuyerMaker: false);

        Assert.Equal("ethusdt@trade", (await client.NextAsync()).Text("stream"));
    }

    [Fact]
    public async Task NamesInCapitals_AreTakenAndStaySilent()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ConnectAsync(venue, "/stream?streams=BTCUSDT@trade/btcusdt@Trade/btcusdt@kline_1h/btcusdt@trade");
        await HelloAsync(client);

        venue.Venue.Trade("BTCUSDT", 61_300m, 0.25m, isBuyerMaker: true);
        venue.Venue.Trade("BTCUSDT", 61_301m, 0.25m, isBuyerMaker: true);

        Assert.Equal("btcusdt@trade 1", Id(await client.NextAsync()));
        Assert.Equal("btcusdt@trade 2", Id(await client.NextAsync()));
        static string Id(JsonElement frame) => $"{frame.Text("stream")} {frame.GetProperty("data").Whole("t")}";
    }

    [Fact]
    public async Task Candle_IsToldOnceMoreWhenItCloses()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/clock", """{"speed":0}""");
        var intoMinute = venue.Venue.Clock.Now.ToUnixTimeMilliseconds() % 60_000;
        await venue.ControlAsync("POST", "/clock", $$"""{"advanceMs":{{60_000 - intoMinute + 1_000}}}""");
        await using var client = await SocketClient.ConnectAsync(venue, "/ws/btcusdt@kline_1m");
        await HelloAsync(client);
        foreach (var price in new[] { 61_000m, 61_500m, 60_900m, 61_200m })
            venue.Venue.Trade("BTCUSDT", price, 0.5m, isBuyerMaker: price > 61_100m);

        await venue.ControlAsync("POST", "/clock", """{"advanceMs":60000}""");
        var candle = await client.NextAsync();
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":60000}""");
        var still = await client.NextAsync(frame => frame.GetProperty("k").GetProperty("x").GetBoolean());

        Assert.Equal("e E s k", candle.Names());
        var k = candle.GetProperty("k");
        Assert.Equal("t T s i f L o c h l v n x q V Q B", k.Names());
        k.Shows(
            ("s", "\"BTCUSDT\""), ("i", "\"1m\""), ("f", "1"), ("L", "4"), ("o", "\"61000.00000000\""), ("c", "\"61200.00000000\""),
            ("h", "\"61500.00000000\""), ("l", "\"60900.00000000\""), ("v", "\"2.00000000\""), ("n", "4"), ("x", "true"),
            ("q", "\"122300.00000000\""), ("V", "\"1.00000000\""), ("Q", "\"60950.00000000\""));
        Assert.Equal(59_999, k.Whole("T") - k.Whole("t"));
        Assert.Equal(0, k.Whole("t") % 60_000);
        still.GetProperty("k").Shows(("o", "\"61200.00000000\""), ("h", "\"61200.00000000\""), ("v", "\"0.00000000\""), ("n", "0"), ("f", "-1"));
        Assert.Equal(k.Whole("t") + 60_000, still.GetProperty("k").Whole("t"));
    }

    [Theory]
    [InlineData("btcusdt@miniTicker", "24hrMiniTicker", "e E s c o h l v q")]
    [InlineData("btcusdt@ticker", "24hrTicker", "e E s p P w x c Q b B a A o h l v q O C F L n")]
    [InlineData("btcusdt@avgPrice", "avgPrice", "e E s i w T")]
    public async Task Tickers_TellTheDayOnceASecond(string stream, string type, string names)
    {
        await using var venue = await LiveVenue.StartAsync();
        venue.Venue.Trade("BTCUSDT", 61_000m, 1m, isBuyerMaker: false);
        venue.Venue.Trade("BTCUSDT", 61_610m, 1m, isBuyerMaker: false);
        await using var client = await SocketClient.ConnectAsync(venue, "/ws/" + stream);
        await HelloAsync(client);

        await venue.ControlAsync("POST", "/clock", """{"advanceMs":1000}""");
        var ticker = await client.NextAsync();

        Assert.Equal(type, ticker.Text("e"));
        Assert.Equal(names, ticker.Names());
        if (type == "24hrTicker")
            ticker.Shows(("p", "\"610.00000000\""), ("P", "\"1.000\""), ("w", "\"61305.00000000\""), ("o", "\"61000.00000000\""), ("c", "\"61610.00000000\""));
        else if (type == "avgPrice")
            ticker.Shows(("w", "\"61305.00000000\""));
        else
            ticker.Shows(("h", "\"61610.00000000\""), ("v", "\"2.00000000\""), ("q", "\"122610.00000000\""));
    }

    [Fact]
    public async Task Depth_OfChangesLeadsFromTheSnapshotToThePresentBook()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/markets/BTCUSDT/book", """{"levels":3,"quantity":2}""");
        await using var client = await SocketClient.ConnectAsync(venue, "/stream?streams=btcusdt@depth@100ms/btcusdt@depth5");
        await HelloAsync(client);
        var (_, before) = await venue.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v3/depth?symbol=BTCUSDT&limit=5"));

        venue.Venue.Trade("BTCUSDT", 61_250.02m, 0.1m, isBuyerMaker: false);
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":1000}""");
        var change = (await client.NextAsync(frame => frame.Text("stream") == "btcusdt@depth@100ms")).GetProperty("data");
        var whole = (await client.NextAsync(frame => frame.Text("stream") == "btcusdt@depth5")).GetProperty("data");

        Assert.Equal("e E s U u b a", change.Names());
        Assert.InRange(change.Whole("U"), 1, before.Whole("lastUpdateId") + 1);
        var bids = before.GetProperty("bids").EnumerateArray().ToDictionary(level => level[0].GetString()!, level => level[1].GetString()!);
        foreach (var level in change.GetProperty("b").EnumerateArray())
            bids[level[0].GetString()!] = level[1].GetString()!;
        Assert.Equal(
            whole.GetProperty("bids").EnumerateArray().Select(level => $"{level[0]} {level[1]}"),
            bids.Where(level => level.Value != "0.00000000").OrderByDescending(level => level.Key, StringComparer.Ordinal).Select(level => $"{level.Key} {level.Value}"));
        Assert.Equal(change.Whole("u"), whole.Whole("lastUpdateId"));
        Assert.Equal(3, whole.GetProperty("asks").GetArrayLength());
    }

    [Fact]
    public async Task MoreThanFiveMessagesInASecond_EndTheConnection()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/streams", """{"messagesPerSecond":1}""");
        await using var client = await SocketClient.ConnectAsync(venue, "/ws");

        for (var message = 0; message < 4; message++)
            await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        await client.Over;

        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    [Fact]
    public async Task PlainHttp_IsToldToUpgrade()
    {
        await using var venue = await LiveVenue.StartAsync();

        foreach (var path in new[] { "/ws/btcusdt@trade", "/stream?streams=btcusdt@trade", "/ws-api/v3" })
        {
            using var response = await venue.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        }
    }

    [Fact]
    public async Task TooManyConnections_AreRefused()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/streams", """{"connectionsPer5Minutes":2}""");
        await using var first = await SocketClient.ConnectAsync(venue, "/ws");
        await using var second = await SocketClient.ConnectAsync(venue, "/ws");

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => SocketClient.ConnectAsync(venue, "/ws"));
    }

    /// <summary>An answer shows that the server listens to what the address asked for.</summary>
    private static async Task HelloAsync(SocketClient client)
    {
        await client.SendAsync("""{"method":"GET_PROPERTY","params":["combined"],"id":0}""");
        await client.NextAsync(frame => frame.TryGetProperty("id", out _));
    }
}
