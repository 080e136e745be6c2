using System.Text.Json;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Faults;

/// <summary>F13 to F15: events and connections that go wrong.</summary>
public sealed class EventFaultTests
{
    [Fact]
    public async Task LostEvent_NeverComes()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"EventLoss","endpoint":"executionReport","count":1}""");

        await venue.PlaceAsync("unheard");
        await venue.PlaceAsync("heard");

        (await client.NextEventAsync("executionReport")).Shows(("c", "\"heard\""));
    }

    [Fact]
    public async Task DuplicateEvent_ComesTwiceWithOneExecutionId()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"EventDuplicate","endpoint":"executionReport"}""");

        await venue.PlaceAsync("echo");

        var first = await client.NextEventAsync();
        Assert.Equal(first.GetRawText(), (await client.NextEventAsync()).GetRawText());
    }

    [Fact]
    public async Task ReorderedEvent_ComesAfterTheOneThatFollows()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"EventReorder","endpoint":"executionReport","count":1}""");

        await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");

        Assert.Equal(["TRADE", "NEW"], [(await client.NextEventAsync()).Text("x"), (await client.NextEventAsync()).Text("x")]);
    }

    [Fact]
    public async Task OvertakenEventWithoutFollower_ComesInTheEnd()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"EventReorder","endpoint":"balanceUpdate","count":1}""");
        await venue.FaultAsync("""{"fault":"EventLoss","endpoint":"outboundAccountPosition"}""");

        await venue.ControlAsync("POST", "/customers/main/funds", """{"asset":"USDT","amount":1}""");

        Assert.Equal("balanceUpdate", (await client.NextEventAsync()).Text("e"));
    }

    [Fact]
    public async Task DelayedEvent_HoldsUpThoseBehindItAndKeepsTheirOrder()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"EventDelay","endpoint":"executionReport","delayMs":300,"count":1}""");

        await venue.PlaceAsync("slow");
        await venue.PlaceAsync("next");
        var ping = await client.BeginAsync("ping", "{}");

        Assert.Equal(ping, (await client.NextAsync()).Whole("id"));
        (await client.NextEventAsync("executionReport")).Shows(("c", "\"slow\""));
        (await client.NextEventAsync("executionReport")).Shows(("c", "\"next\""));
    }

    [Fact]
    public async Task EventsBeforeReply_HoldTheAnswerBack()
    {
        await using var venue = await LiveVenue.StartAsync(seed: 2);
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"EventsBeforeReply","endpoint":"order.place","delayMs":500}""");

        await client.BeginAsync("order.place", client.Sign(
            ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.001"), ("price", "50000")));

        Assert.True((await client.NextAsync()).TryGetProperty("event", out _));
    }

    [Theory]
    [InlineData("{}", 2)]
    [InlineData("""{"kind":"Market"}""", 1)]
    public async Task Cut_EndsTheChosenConnections(string choice, int count)
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var api = await SocketClient.ToApiAsync(venue);
        await api.CallAsync("ping");
        await using var market = await SocketClient.ConnectAsync(venue, "/ws/btcusdt@trade");
        await market.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        await market.NextAsync();

        var cut = await venue.ControlAsync("POST", "/streams/cut", choice);
        await market.Over;

        Assert.Equal(count, cut.Whole("count"));
        Assert.Null(market.CloseStatus);
        if (count == 1)
            (await api.CallAsync("ping")).Shows(("status", "200"));
        else
            await api.Over;
    }

    [Fact]
    public async Task EventsDuringACut_AreLost()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var first = await SocketClient.ListeningAsync(venue);
        await venue.ControlAsync("POST", "/streams/cut", "{}");
        await first.Over;

        await venue.PlaceAsync("missed");
        await using var second = await SocketClient.ListeningAsync(venue);
        await venue.PlaceAsync("heard");

        (await second.NextEventAsync("executionReport")).Shows(("c", "\"heard\""));
    }

    [Fact]
    public async Task ExpiredTokens_EndTheirSubscriptions()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        var (_, token) = await venue.SignedAsync("POST", "/sapi/v1/userListenToken");
        var subscribe = $$"""{"listenToken":"{{token.Text("token")}}"}""";
        await client.CallAsync("userDataStream.subscribe.listenToken", subscribe);

        var ended = await venue.ControlAsync("POST", "/streams/expire-tokens");

        Assert.Equal(1, ended.Whole("count"));
        Assert.Equal("eventStreamTerminated", (await client.NextEventAsync()).Text("e"));
        Assert.Equal(-1209, (await client.CallAsync("userDataStream.subscribe.listenToken", subscribe)).Code());
    }

    [Fact]
    public async Task StaleQuotes_AreNotToldWhileTradesAre()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await HearingAsync(venue);
        await venue.FaultAsync("""{"fault":"StaleQuotes","symbol":"BTCUSDT"}""");

        venue.Venue.Trade("BTCUSDT", 61_300m, 1m, isBuyerMaker: false);
        venue.Venue.Trade("BTCUSDT", 61_400m, 1m, isBuyerMaker: false);

        Assert.Equal("btcusdt@trade", (await client.NextAsync()).Text("stream"));
        Assert.Equal("btcusdt@trade", (await client.NextAsync()).Text("stream"));
    }

    [Fact]
    public async Task CrossedQuotes_ShowTheBidAboveTheAsk()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await HearingAsync(venue);
        await venue.FaultAsync("""{"fault":"CrossedQuotes"}""");

        venue.Venue.Trade("BTCUSDT", 61_300m, 1m, isBuyerMaker: false);
        var quote = await client.NextAsync(frame => frame.Text("stream") == "btcusdt@bookTicker");

        quote.GetProperty("data").Shows(("b", "\"61300.01000000\""), ("a", "\"61299.99000000\""));
    }

    [Fact]
    public async Task MarketEvents_CanBeLost()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await HearingAsync(venue);
        await venue.FaultAsync("""{"fault":"EventLoss","endpoint":"trade","count":1}""");

        venue.Venue.Trade("BTCUSDT", 61_300m, 1m, isBuyerMaker: false);

        Assert.Equal("btcusdt@bookTicker", (await client.NextAsync()).Text("stream"));
    }

    private static async Task<SocketClient> HearingAsync(LiveVenue venue)
    {
        var client = await SocketClient.ConnectAsync(venue, "/stream?streams=btcusdt@trade/btcusdt@bookTicker");
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        await client.NextAsync(frame => frame.TryGetProperty("id", out JsonElement _));
        return client;
    }
}
