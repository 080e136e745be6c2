using System.Text;

namespace Executor.Simulator.Tests.Server;

/// <summary>Whatever is sent, the answer is a proper refusal.</summary>
public sealed class HostileInputTests
{
    [Theory]
    [InlineData("/api/v3/ticker/price?symbol=%", 400)]
    [InlineData("/api/v3/ticker/price?symbol=%ZZ", 400)]
    [InlineData("/api/v3/ticker/price?symbol=%FF%FE", 400)]
    [InlineData("/api/v3/ticker/price?symbol=%00", 400)]
    [InlineData("/api/v3/ticker/price?symbol=btcusdt", 400)]
    [InlineData("/api/v3/ticker/price?symbol=", 400)]
    [InlineData("/api/v3/ticker/price?symbol=BTCUSDT&symbol=ETHUSDT", 400)]
    [InlineData("/api/v3/ticker/price?symbol=BTCUSDT&symbols=%5B%22BTCUSDT%22%5D", 400)]
    [InlineData("/api/v3/ticker/price?symbols=%5B", 400)]
    [InlineData("/api/v3/ticker/price?symbols=%5B1%5D", 400)]
    [InlineData("/api/v3/ticker/price?=1&=2", 400)]
    [InlineData("/api/v3/klines?symbol=BTCUSDT&interval=1M&startTime=0&endTime=99999999999999999999", 200)]
    [InlineData("/api/v3/klines?symbol=BTCUSDT&interval=1s&limit=99999999999999999999", 200)]
    [InlineData("/api/v3/klines?symbol=BTCUSDT&interval=7m", 400)]
    [InlineData("/api/v3/depth?symbol=BTCUSDT&limit=0", 400)]
    [InlineData("/api/v3/depth?symbol=BTCUSDT&limit=-1", 400)]
    [InlineData("/api/v3/aggTrades?symbol=BTCUSDT&startTime=99999999999999999999", 200)]
    [InlineData("/api/v3/nothing", 404)]
    [InlineData("/api/", 404)]
    [InlineData("/sapi/v1/margin/loan", 404)]
    [InlineData("/sapi/v1/margin/isolated/pair", 404)]
    [InlineData("//api/v3/ping", 404)]
    public async Task Target_ThatIsHostile_IsAnsweredProperly(string target, int status)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(status, (await server.Client().RawAsync(HttpMethod.Get, target)).Status);
    }

    [Theory]
    [InlineData("quantity=99999999999999999999.99999999999999999999&price=99999999999999999999.99999999999999999999")]
    [InlineData("quantity=0&price=0")]
    [InlineData("quantity=1e5&price=1")]
    [InlineData("quantity=-1&price=1")]
    [InlineData("quantity=0.01&price=60000&newClientOrderId=%3Cscript%3E")]
    [InlineData("quantity=0.01&price=60000&newClientOrderId=1234567890123456789012345678901234567")]
    [InlineData("quantity=0.01&price=60000&strategyId=99999999999999999999")]
    [InlineData("quantity=0.01&price=60000&trailingDelta=99999999999999999999")]
    [InlineData("quantity=0.01&price=60000&icebergQty=99999999999999999999")]
    [InlineData("quantity=0.01&price=60000&recvWindow=60001")]
    public async Task Order_WithHostileNumbers_IsRefused(string numbers)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().PostAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&" + numbers);

        Assert.True(answer.Status == 400 || (numbers.Contains("strategyId", StringComparison.Ordinal) && answer.Status == 200), answer.Text);
    }

    [Fact]
    public async Task Requests_OfExtremeSize_AreRefused()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        using var body = new StringContent("a=" + new string('x', 1_000_000), Encoding.ASCII, "application/x-www-form-urlencoded");

        Assert.Equal(413, (await client.RawAsync(HttpMethod.Post, "/api/v3/order", body)).Status);
        Assert.Equal(400, (await client.RawAsync(HttpMethod.Get, "/api/v3/ticker/price?symbol=" + new string('A', 50_000))).Status);
        Assert.Equal(414, (await client.RawAsync(HttpMethod.Get, "/api/v3/ticker/price?symbol=" + new string('A', 100_000))).Status);
    }

    [Fact]
    public async Task Body_OfAnotherType_IsNotReadAsParameters()
    {
        await using var server = await TestServer.StartAsync();
        using var json = new StringContent("{\"symbol\":\"BTCUSDT\"}", Encoding.UTF8, "application/json");

        var answer = await server.Client().RawAsync(HttpMethod.Post, "/api/v3/order", json);

        Assert.Equal("400 -1102 Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.", answer.Refusal);
    }

    [Fact]
    public async Task Method_ThatAPathDoesNotHave_IsNotSupported()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("405 -1020 This operation is not supported.", (await server.Client().RawAsync(HttpMethod.Patch, "/api/v3/order")).Refusal);
    }

    [Theory]
    [InlineData("/api/v3/userDataStream")]
    [InlineData("/sapi/v1/userDataStream")]
    [InlineData("/sapi/v1/userDataStream/isolated")]
    public async Task RetiredCall_AnswersWithAPage(string path)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().RawAsync(HttpMethod.Post, path);

        Assert.Equal(410, answer.Status);
        Assert.StartsWith("<html>", answer.Text, StringComparison.Ordinal);
    }
}
