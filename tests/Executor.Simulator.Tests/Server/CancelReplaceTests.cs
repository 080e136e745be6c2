using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Tests.Server;

/// <summary>The table of outcomes of a cancelReplace.</summary>
public sealed class CancelReplaceTests
{
    private const string Path = "/api/v3/order/cancelReplace";
    private const string New = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=59000";
    private const string TooDear = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=50&price=59000";

    [Theory]
    [InlineData("STOP_ON_FAILURE", true, true, 200, 0, "SUCCESS", "SUCCESS")]
    [InlineData("STOP_ON_FAILURE", false, true, 400, -2022, "FAILURE", "NOT_ATTEMPTED")]
    [InlineData("STOP_ON_FAILURE", true, false, 409, -2021, "SUCCESS", "FAILURE")]
    [InlineData("ALLOW_FAILURE", true, false, 409, -2021, "SUCCESS", "FAILURE")]
    [InlineData("ALLOW_FAILURE", false, true, 409, -2021, "FAILURE", "SUCCESS")]
    [InlineData("ALLOW_FAILURE", false, false, 400, -2022, "FAILURE", "FAILURE")]
    public async Task Halves_ThatSucceedOrFail_AreToldAsTheTableSays(string mode, bool cancels, bool places, int status, int code, string cancelled, string placed)
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync("/api/v3/order", New + "&newClientOrderId=old");

        var answer = await client.PostAsync(Path, $"{(places ? New : TooDear)}&cancelReplaceMode={mode}&cancelOrigClientOrderId={(cancels ? "old" : "gone")}");

        Assert.Equal(status, answer.Status);
        var data = code == 0 ? answer.Json : answer.Json.GetProperty("data");
        Assert.Equal((cancelled, placed), (data.GetProperty("cancelResult").GetString(), data.GetProperty("newOrderResult").GetString()));
        if (code != 0)
            Assert.Equal(code, answer.Code);
        if (!cancels)
            Assert.Equal(-2011, data.GetProperty("cancelResponse").GetProperty("code").GetInt32());
        if (placed == "FAILURE")
            Assert.Equal(-2010, data.GetProperty("newOrderResponse").GetProperty("code").GetInt32());
        if (placed == "NOT_ATTEMPTED")
            Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("newOrderResponse").ValueKind);
    }

    [Theory]
    [InlineData("STOP_ON_FAILURE", "DO_NOTHING", true, 429, -1015, "NEW")]
    [InlineData("STOP_ON_FAILURE", "CANCEL_ONLY", true, 429, -2021, "CANCELED")]
    [InlineData("STOP_ON_FAILURE", "CANCEL_ONLY", false, 429, -2022, "NEW")]
    [InlineData("ALLOW_FAILURE", "CANCEL_ONLY", true, 409, -2021, "CANCELED")]
    [InlineData("ALLOW_FAILURE", "CANCEL_ONLY", false, 400, -2022, "NEW")]
    public async Task Count_WhenExhausted_LetsTheOrderBeCancelledAtMost(string mode, string whenExceeded, bool cancels, int status, int code, string old)
    {
        await using var server = await TestServer.StartAsync(scenario => scenario with { Limits = new LimitScenario { OrdersPer10Seconds = 1 } });
        var client = server.Client();
        var order = await client.PostAsync("/api/v3/order", New + "&newClientOrderId=old");

        var answer = await client.PostAsync(
            Path, $"{New}&cancelReplaceMode={mode}&orderRateLimitExceededMode={whenExceeded}&cancelOrigClientOrderId={(cancels ? "old" : "gone")}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(old, (await client.GetAsync("/api/v3/order", $"symbol=BTCUSDT&orderId={order["orderId"]}"))["status"]);
    }

    [Fact]
    public async Task Filters_AreLookedAtBeforeTheCancel()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync("/api/v3/order", New + "&newClientOrderId=old");

        var answer = await client.PostAsync(
            Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=59000.001&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old");

        Assert.Equal("400 -1013 Filter failure: PRICE_FILTER", answer.Refusal);
        Assert.Equal("NEW", (await client.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=old"))["status"]);
    }
}
