using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Streams;

/// <summary>The risk stream of the cross margin account. Source: Binance margin API, risk data stream.</summary>
public sealed class RiskStreamTests
{
    private const string Path = "/sapi/v1/margin/listen-key";

    [Fact]
    public async Task Debts_AreToldAndSoIsALevelThatFallsIntoAnotherBand()
    {
        await using var venue = await LiveVenue.StartAsync();
        var key = await OpenAsync(venue);
        await using var client = await SocketClient.ConnectAsync(venue, "/ws/" + key);
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        await client.NextAsync();

        // 50000 USDT and 0.5 BTC (30625 USDT) of its own: a level of 2.01 with 80000 borrowed.
        await venue.SignedAsync("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&amount=80000&type=BORROW&isIsolated=FALSE");
        var liability = await client.NextAsync();
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":100}""");
        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":50000}""");
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":100}""");
        var status = await client.NextAsync(frame => frame.Text("e") == "MARGIN_LEVEL_STATUS_CHANGE");

        Assert.Equal("e E a t p i", liability.Names());
        liability.Shows(("e", "\"USER_LIABILITY_CHANGE\""), ("a", "\"USDT\""), ("t", "\"BORROW\""), ("p", "\"80000\""), ("i", "\"0\""));
        Assert.Equal("e E l s", status.Names());
        status.Shows(("s", "\"NORMAL\""));
    }

    [Fact]
    public async Task Key_IsProlongedClosedAndUnknownAfterAnHour()
    {
        await using var venue = await LiveVenue.StartAsync();
        var key = await OpenAsync(venue);

        Assert.Equal(key, await OpenAsync(venue));
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":3540000}""");
        Assert.Equal(200, (await CallAsync(venue, "PUT", $"?listenKey={key}")).Status);
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":3540000}""");
        Assert.Equal(200, (await CallAsync(venue, "DELETE", $"?listenKey={key}")).Status);
        var (status, answer) = await CallAsync(venue, "PUT", $"?listenKey={key}");
        var next = await OpenAsync(venue);
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":3600001}""");
        var expired = await CallAsync(venue, "PUT", $"?listenKey={next}");

        Assert.Equal((400, -3038), (status, answer.Code()));
        Assert.NotEqual(key, next);
        Assert.Equal(-3038, expired.Answer.Code());
    }

    private static async Task<string> OpenAsync(LiveVenue venue) => (await CallAsync(venue, "POST", "")).Answer.Text("listenKey")!;

    private static Task<(int Status, System.Text.Json.JsonElement Answer)> CallAsync(LiveVenue venue, string verb, string query)
    {
        var request = new HttpRequestMessage(new HttpMethod(verb), Path + query);
        request.Headers.Add("X-MBX-APIKEY", DefaultScenario.HmacKey);
        return venue.SendAsync(request);
    }
}
