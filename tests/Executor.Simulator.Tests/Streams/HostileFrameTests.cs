using System.Net.WebSockets;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Streams;

/// <summary>What no client should send, and clients that do not read.</summary>
public sealed class HostileFrameTests
{
    [Theory]
    [InlineData("/ws-api/v3")]
    [InlineData("/ws")]
    public async Task BinaryAndEndlessMessages_EndTheConnectionAndNothingElse(string path)
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var binary = await SocketClient.ConnectAsync(venue, path);
        await using var huge = await SocketClient.ConnectAsync(venue, path);

        await binary.SendAsync([0, 1, 2, 255], WebSocketMessageType.Binary);
        await huge.SendAsync(new string('x', 200_000));
        await binary.Over;
        await huge.Over;

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, binary.CloseStatus);
        Assert.Contains(huge.CloseStatus, new WebSocketCloseStatus?[] { WebSocketCloseStatus.MessageTooBig, null });
        await AssertAliveAsync(venue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"id\":{},\"method\":\"ping\"}")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"id\":1,\"method\":7}")]
    [InlineData("{\"id\":1,\"method\":\"order.invent\"}")]
    [InlineData("{\"id\":1,\"method\":\"order.place\",\"params\":[1,2]}")]
    [InlineData("{\"id\":1,\"method\":\"order.place\",\"params\":{\"symbol\":{\"a\":1}}}")]
    [InlineData("{\"id\":1,\"method\":\"order.place\",\"params\":{\"symbol\":\"\\ud800\"}}")]
    [InlineData("{\"id\":1,\"method\":\"ping\",\"params\":{\"a\":1,\"a\":2}}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public async Task UnreadableRequests_AreAnsweredAndTheConnectionGoesOn(string text)
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);

        await client.SendAsync(text);
        var refused = await client.NextAsync();

        Assert.InRange(refused.Whole("status"), 400, 499);
        Assert.True(refused.Code() < 0);
        (await client.CallAsync("ping")).Shows(("status", "200"));
    }

    [Theory]
    [InlineData("{", 3)]
    [InlineData("[]", 2)]
    [InlineData("{\"id\":1}", 2)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"params\":[{}],\"id\":1}", 2)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"params\":[],\"id\":1}", 2)]
    [InlineData("{\"method\":\"DANCE\",\"id\":1}", 2)]
    [InlineData("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1.5}", 2)]
    [InlineData("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1,\"x\":0}", 2)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"params\":[\"\\ud800\"],\"id\":1}", 3)]
    public async Task UnreadableControlMessages_AreAnsweredAndTheConnectionGoesOn(string text, int code)
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ConnectAsync(venue, "/ws");

        await client.SendAsync(text);
        Assert.Equal(code, (await client.NextAsync()).Code());
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""");

        (await client.NextAsync()).Shows(("result", "[]"));
    }

    [Fact]
    public async Task ThousandsOfSubscriptions_AreRefused()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ConnectAsync(venue, "/ws");
        var names = string.Join(',', Enumerable.Range(0, 2_000).Select(number => $"\"x{number}@trade\""));

        await client.SendAsync($$"""{"method":"SUBSCRIBE","params":[{{names}}],"id":1}""");

        Assert.Equal(2, (await client.NextAsync()).Code());
        await AssertAliveAsync(venue);
    }

    [Fact]
    public async Task SlowReader_IsCutAndOthersHearEverything()
    {
        const int Rounds = 400;
        const int TradesPerRound = 100;
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/streams", """{"maxBacklog":1000}""");
        using var slow = new ClientWebSocket();
        slow.Options.SetBuffer(4_096, 4_096);
        await slow.ConnectAsync(
            new Uri($"ws://{venue.Address.Authority}/stream?streams=btcusdt@trade/btcusdt@aggTrade/btcusdt@bookTicker"), TestContext.Current.CancellationToken);
        await using var good = await SocketClient.ConnectAsync(venue, "/ws/btcusdt@trade");
        await good.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        await good.NextAsync();

        var heard = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            for (var trade = 0; trade < TradesPerRound; trade++)
                venue.Venue.Trade("BTCUSDT", 61_250m, 0.001m, isBuyerMaker: false);
            for (var trade = 0; trade < TradesPerRound; trade++)
                Assert.Equal(++heard, (await good.NextAsync()).Whole("t"));
        }
        var open = await venue.ControlAsync("GET", "/streams");

        Assert.Equal(Rounds * TradesPerRound, heard);
        Assert.Single(open.GetProperty("connections").EnumerateArray());
    }

    [Theory]
    [InlineData("/ws-api/v3")]
    [InlineData("/ws")]
    public async Task MutatedMessages_AreAnsweredOneByOne(string path)
    {
        const int Messages = 3_000;
        string[] models =
        [
            """{"id":1,"method":"order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","price":"1","apiKey":"k","timestamp":1}}""",
            """{"method":"SUBSCRIBE","params":["btcusdt@kline_1m","btcusdt@depth20@100ms","!miniTicker@arr"],"id":"x"}""",
            """{"id":null,"method":"userDataStream.unsubscribe","params":{"subscriptionId":99999999999999999999}}""",
        ];
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/streams", """{"messagesPerSecond":1000000}""");
        await using var client = await SocketClient.ConnectAsync(venue, path);
        var random = new Executor.Simulator.Market.Xoshiro(17);

        for (var message = 0; message < Messages; message++)
        {
            var letters = models[random.Below(models.Length)].ToCharArray();
            for (var change = random.Below(6); change >= 0; change--)
                letters[random.Below(letters.Length)] = (char)(32 + random.Below(95));
            await client.SendAsync(new string(letters, 0, letters.Length - random.Below(4)));
            await client.NextAsync(frame => frame.TryGetProperty("error", out _) || frame.TryGetProperty("result", out _)); // a mutant may subscribe
        }
    }

    private static async Task AssertAliveAsync(LiveVenue venue)
    {
        await using var client = await SocketClient.ToApiAsync(venue);
        (await client.CallAsync("ping")).Shows(("status", "200"));
    }
}
