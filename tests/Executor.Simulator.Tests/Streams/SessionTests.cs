using System.Text.Json;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Streams;

/// <summary>Logon, subscriptions and answers of the WebSocket API. Source: Binance spot WebSocket API.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Answer_EchoesTheIdAndShowsTheWeightUsed()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);

        await client.SendAsync("""{"id":"my-id_1","method":"time"}""");
        var answer = await client.NextAsync();

        Assert.Equal("id status result rateLimits", answer.Names());
        answer.Shows(("id", "\"my-id_1\""), ("status", "200"));
        Assert.True(answer.GetProperty("result").Whole("serverTime") > 1_700_000_000_000);
        var limit = Assert.Single(answer.GetProperty("rateLimits").EnumerateArray());
        limit.Shows(("rateLimitType", "\"REQUEST_WEIGHT\""), ("interval", "\"MINUTE\""), ("intervalNum", "1"), ("limit", "6000"), ("count", "3"));
    }

    [Fact]
    public async Task RateLimits_AreLeftOutWhereAskedFor()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var quiet = await SocketClient.ToApiAsync(venue, "?returnRateLimits=false");
        await using var usual = await SocketClient.ToApiAsync(venue);

        Assert.Equal("id status result", (await quiet.CallAsync("ping")).Names());
        Assert.Equal("id status result", (await usual.CallAsync("ping", """{"returnRateLimits":false}""")).Names());
        Assert.Equal("id status result rateLimits", (await usual.CallAsync("ping")).Names());
    }

    [Fact]
    public async Task Order_IsPlacedQueriedAndCancelledAsOverHttp()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);

        var placed = await client.CallSignedAsync(
            "order.place", ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.001"),
            ("price", "50000"), ("newClientOrderId", "by-socket"));
        var found = await client.CallSignedAsync("order.status", ("symbol", "BTCUSDT"), ("origClientOrderId", "by-socket"));
        var (_, overHttp) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=by-socket");
        var cancelled = await client.CallSignedAsync("order.cancel", ("symbol", "BTCUSDT"), ("origClientOrderId", "by-socket"));
        var again = await client.CallSignedAsync("order.cancel", ("symbol", "BTCUSDT"), ("origClientOrderId", "by-socket"));

        Assert.Equal(
            ["ORDERS 10 SECOND 1", "ORDERS 1 DAY 1", "REQUEST_WEIGHT 1 MINUTE 2"],
            placed.GetProperty("rateLimits").EnumerateArray().Select(limit =>
                $"{limit.Text("rateLimitType")} {limit.Whole("intervalNum")} {limit.Text("interval")} {limit.Whole("count")}"));
        Assert.Equal(overHttp.GetRawText(), found.GetProperty("result").GetRawText());
        Assert.Equal("CANCELED", cancelled.GetProperty("result").Text("status"));
        again.Shows(("status", "400"));
        Assert.Equal(-2011, again.Code());
    }

    [Fact]
    public async Task Logon_LetsRequestsGoWithoutKeyAndSignature()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);

        var logon = await LogOnAsync(client);
        var subscribed = await client.CallAsync("userDataStream.subscribe");
        var placed = await client.CallAsync("order.place", $$"""
            {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.001","price":"50000","timestamp":{{client.Now}}}
            """);
        var happened = await venue.PlaceAsync("heard");
        var status = await client.CallAsync("session.status");

        Assert.Equal("apiKey authorizedSince connectedSince returnRateLimits serverTime userDataStream", logon.GetProperty("result").Names());
        Assert.Equal(DefaultScenario.Ed25519Key, logon.GetProperty("result").Text("apiKey"));
        Assert.Equal(0, subscribed.GetProperty("result").Whole("subscriptionId"));
        placed.Shows(("status", "200"));
        Assert.Equal(200, happened.Status);
        status.GetProperty("result").Shows(("userDataStream", "true"));
    }

    [Fact]
    public async Task Logout_EndsTheSubscriptionOfTheLogonAlone()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        await LogOnAsync(client);
        await client.CallAsync("userDataStream.subscribe");
        var (_, token) = await venue.SignedAsync("POST", "/sapi/v1/userListenToken");
        await client.CallAsync("userDataStream.subscribe.listenToken", $$"""{"listenToken":"{{token.Text("token")}}"}""");

        var logout = await client.CallAsync("session.logout");
        var left = await client.CallAsync("session.subscriptions");
        var refused = await client.CallAsync("userDataStream.subscribe");

        logout.GetProperty("result").Shows(("apiKey", "null"), ("userDataStream", "false"));
        Assert.Equal([1], left.GetProperty("result").EnumerateArray().Select(each => each.Whole("subscriptionId")));
        refused.Shows(("status", "401"));
    }

    [Fact]
    public async Task Logon_TakesEd25519KeysAlone()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);

        var refused = await client.CallSignedAsync("session.logon");
        var forged = await client.CallAsync("session.logon", $$"""
            {"apiKey":"{{DefaultScenario.Ed25519Key}}","timestamp":{{client.Now}},"signature":"{{Ed25519.Sign("something else")}}"}
            """);

        refused.Shows(("status", "400"));
        Assert.Equal(-1022, forged.Code());
        Assert.Equal("null", (await client.CallAsync("session.status")).GetProperty("result").GetProperty("apiKey").GetRawText());
    }

    [Fact]
    public async Task Subscription_IsRefusedTwiceAndWhenThereIsNone()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);

        Assert.Equal(-2036, (await client.CallAsync("userDataStream.unsubscribe")).Code());
        var first = await client.CallSignedAsync("userDataStream.subscribe.signature");
        Assert.Equal(-2035, (await client.CallSignedAsync("userDataStream.subscribe.signature")).Code());
        Assert.Equal(-2036, (await client.CallAsync("userDataStream.unsubscribe", """{"subscriptionId":7}""")).Code());
        (await client.CallAsync("userDataStream.unsubscribe", """{"subscriptionId":0}""")).Shows(("status", "200"));
        var second = await client.CallSignedAsync("userDataStream.subscribe.signature");

        Assert.Equal(0, first.GetProperty("result").Whole("subscriptionId"));
        Assert.Equal(1, second.GetProperty("result").Whole("subscriptionId"));
        Assert.Equal(-1209, (await client.CallAsync("userDataStream.subscribe.listenToken", """{"listenToken":"invented"}""")).Code());
        Assert.Equal(-1102, (await client.CallAsync("userDataStream.subscribe.listenToken")).Code());
    }

    [Fact]
    public async Task ExpiredToken_EndsItsSubscriptionAndNoOther()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        var (_, token) = await venue.SignedAsync("POST", "/sapi/v1/userListenToken", "isIsolated=true&symbol=BTCUSDT&validity=60000");
        var subscribed = await client.CallAsync("userDataStream.subscribe.listenToken", $$"""{"listenToken":"{{token.Text("token")}}"}""");
        Assert.Equal(token.Whole("expirationTime"), subscribed.GetProperty("result").Whole("expirationTime"));

        await venue.ControlAsync("POST", "/customers/main/funds", """{"account":"IsolatedMargin","symbol":"BTCUSDT","asset":"USDT","amount":1}""");
        var heard = await client.NextAsync(frame => frame.TryGetProperty("event", out var happened) && happened.Text("e") == "balanceUpdate");
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":60001}""");
        var ended = await client.NextAsync(frame => frame.TryGetProperty("event", out var happened) && happened.Text("e") == "eventStreamTerminated");
        await venue.ControlAsync("POST", "/customers/main/funds", """{"asset":"USDT","amount":2}""");
        var after = await client.NextAsync(frame => frame.TryGetProperty("event", out var happened) && happened.Text("e") == "balanceUpdate");

        Assert.Equal(1, heard.Whole("subscriptionId"));
        Assert.Equal(1, ended.Whole("subscriptionId"));
        Assert.Equal("e E", ended.GetProperty("event").Names());
        Assert.Equal(0, after.Whole("subscriptionId"));
    }

    [Fact]
    public async Task RevokedKey_LogsTheSessionOffAndTellsIt()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        await LogOnAsync(client);

        await venue.ControlAsync("POST", "/keys/revoke", $$"""{"key":"{{DefaultScenario.Ed25519Key}}"}""");
        var told = await client.NextAsync();

        told.Shows(("id", "null"), ("status", "401"));
        Assert.Equal(-2015, told.Code());
    }

    [Fact]
    public async Task Shutdown_IsToldToEveryConnection()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        await client.CallAsync("ping");

        await venue.ControlAsync("POST", "/streams/shutdown");

        Assert.Equal("serverShutdown", (await client.NextEventAsync()).Text("e"));
    }

    [Fact]
    public async Task OldConnection_IsClosedAfterADay()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        await client.CallAsync("ping");

        await venue.ControlAsync("POST", "/clock", """{"advanceMs":86400001}""");
        await client.Over;

        Assert.NotNull(client.CloseStatus);
    }

    [Fact]
    public async Task Microseconds_AreUsedWhereTheConnectionWantsThem()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue, "?timeUnit=MICROSECOND");

        var time = (await client.CallAsync("time")).GetProperty("result").Whole("serverTime");

        Assert.True(time > 1_700_000_000_000_000);
    }

    [Fact]
    public async Task ExhaustedWeight_TellsWhenToTryAgainAsATime()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        await venue.FaultAsync("""{"fault":"TooManyRequests","endpoint":"time","retryAfterSeconds":7}""");

        var refused = await client.CallAsync("time");

        refused.Shows(("status", "429"));
        var data = refused.GetProperty("error").GetProperty("data");
        Assert.InRange(data.Whole("retryAfter") - data.Whole("serverTime"), 6_900, 7_000);
    }

    private static Task<JsonElement> LogOnAsync(SocketClient client)
    {
        var now = client.Now;
        var signature = Ed25519.Sign($"apiKey={DefaultScenario.Ed25519Key}&timestamp={now}");
        return client.CallAsync("session.logon", $$"""{"apiKey":"{{DefaultScenario.Ed25519Key}}","timestamp":{{now}},"signature":"{{signature}}"}""");
    }
}
