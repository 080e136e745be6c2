using Executor.Core.Exchange;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Tests.Scripted;
using Executor.Exchange.Time;
using Microsoft.Extensions.Time.Testing;
using static Executor.Exchange.Tests.Scripted.ScriptedServer;

namespace Executor.Exchange.Tests.Http;

/// <summary>Requests over real sockets: what leaves, how often, and what any answer is taken for.</summary>
public sealed class TransportTests
{
    private const string Order = "POST /api/v3/order";
    private const string Account = "GET /api/v3/account";

    private static ExchangeCommand Place => Sample.PlaceEntry;

    private static ApiRequest ReadAccount => new(SpotEndpoints.Account, new RequestParameters(), Executor.Exchange.Budget.RequestLane.Query);

    [Fact]
    public async Task Post_SendsTheSignedTextAsItsBody()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Order, Sample.Filled(Sample.Entry));

        await bench.SendAsync(Place);

        var call = Assert.Single(bench.Server.Calls);
        Assert.Equal("/api/v3/order", call.Target);
        Assert.Equal("application/x-www-form-urlencoded", call.Headers["Content-Type"]);
        Assert.Equal(Signing.Vectors.HmacKey, call.Headers["X-MBX-APIKEY"]);
        var signed = call.Body[..call.Body.IndexOf("&signature=", StringComparison.Ordinal)];
        Assert.Equal(Signing.Vectors.Hmac.Sign(signed), call.Parameter("signature"));
        Assert.StartsWith("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=61300.1&newClientOrderId=EX_EN_a1_0e7&newOrderRespType=FULL&recvWindow=5000&timestamp=17640000", signed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ed25519Signature_ArrivesPercentEncoded()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Credentials = Signing.Vectors.Ed25519);
        bench.Server.On(Account, "{\"balances\":[]}");

        await bench.Client.SendAsync(ReadAccount, AdapterBench.Token);

        var target = Assert.Single(bench.Server.Calls).Target;
        Assert.EndsWith("%3D%3D", target, StringComparison.Ordinal);
        Assert.DoesNotContain('+', target);
        Assert.Equal(Signing.Vectors.Ed25519.Sign(target[(target.IndexOf('?') + 1)..target.IndexOf("&signature=", StringComparison.Ordinal)]), bench.Server.Calls[0].Parameter("signature"));
    }

    [Fact]
    public async Task Query_ArrivesAsItWasSigned_WithNothingUnescapedOnTheWay()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("GET /sapi/v1/margin/isolated/account", "{\"assets\":[]}");

        await bench.Client.SendAsync(
            new ApiRequest(MarginEndpoints.IsolatedAccount, new RequestParameters().Add("symbols", "BTCUSDT,ETH USDT/..é"), Executor.Exchange.Budget.RequestLane.Query), AdapterBench.Token);

        Assert.StartsWith("/sapi/v1/margin/isolated/account?symbols=BTCUSDT%2CETH%20USDT%2F..%C3%A9&recvWindow=5000&", Assert.Single(bench.Server.Calls).Target, StringComparison.Ordinal);
    }

    public static TheoryData<string> Failures() => ["reset", "half", "endless", "html502", "html200", "json503", "empty200", "foreign200", "array200", "redirect", "waf403", "1007", "1006", "1008", "1000"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task AnyDoubtfulAnswerToAnOrder_IsUnknownAndSentOnce(string failure)
    {
        await using var bench = await AdapterBench.StartAsync(options => options.LongestAnswer = 256 * 1024, hosts: 2);
        foreach (var server in (ScriptedServer[])[bench.Server, bench.Second])
        {
            _ = failure switch
            {
                "reset" => server.On(Order, Reset),
                "half" => server.On(Order, HalfABody),
                "endless" => server.On(Order, EndlessBody),
                "html502" => server.On(Order, "<html>Bad Gateway</html>", 502),
                "html200" => server.On(Order, "<html>Welcome</html>"),
                "json503" => server.On(Order, "{}", 503),
                "empty200" => server.On(Order, "{}"),
                "foreign200" => server.On(Order, Sample.Filled(Sample.Stop)),
                "array200" => server.On(Order, "[1,2]"),
                "redirect" => server.On(Order, "", 307, ("Location", "/api/v3/order")),
                "waf403" => server.On(Order, "<html>Forbidden</html>", 403),
                _ => server.On(Order, $"{{\"code\":-{failure},\"msg\":\"unknown\"}}", 503),
            };
        }

        var reply = await bench.SendAsync(Place);

        Assert.IsType<ExchangeReply.Unknown>(reply);
        Assert.Single(bench.Server.To(Order));
        Assert.Empty(bench.Second.To(Order));
    }

    [Fact]
    public async Task HeldSocket_IsUnknownAfterTheTimeoutThatOutlastsTheExchangesOwn()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1764000001000));
        await using var bench = await AdapterBench.StartAsync(time: time);
        var arrived = new TaskCompletionSource();
        bench.Server.On(Order, context =>
        {
            arrived.SetResult();
            return Hold(context);
        });
        var sending = bench.SendAsync(Place);
        await arrived.Task;

        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("no answer within 15 s", Assert.IsType<ExchangeReply.Unknown>(await sending).Reason);
    }

    [Theory]
    [InlineData(400, "{\"code\":-2010,\"msg\":\"Account has insufficient balance for requested action.\"}", -2010)]
    [InlineData(503, "{\"code\":-2010,\"msg\":\"Duplicate order sent.\"}", -2010)]
    [InlineData(400, "{\"code\":-51077,\"msg\":\"Something new.\"}", -51077)]
    [InlineData(401, "{\"code\":-2015,\"msg\":\"Invalid API-key, IP, or permissions for action.\"}", -2015)]
    [InlineData(404, "<html>Not found</html>", -90_404)]
    [InlineData(410, "<html>Gone</html>", -90_410)]
    public async Task ProvenRefusal_IsRejected(int status, string body, int code)
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Order, body, status);

        Assert.Equal(code, Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(Place)).Code);
        Assert.Single(bench.Server.To(Order));
    }

    [Fact]
    public async Task ConnectionThatCannotBeMade_IsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync(options =>
        {
            options.RestHosts.Clear();
            options.RestHosts.Add(new Uri("http://127.0.0.1:1"));
        });

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Place));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task KeptConnectionThatBreaksUnderARequest_DoesNotRepeatIt(string method)
    {
        // The read leaves a connection behind; on it, the server hangs up after the request. A client may take that for a stale connection.
        await using var server = new HangUpServer();
        await using var bench = await AdapterBench.StartAsync(options =>
        {
            options.RestHosts.Clear();
            options.RestHosts.Add(server.Address);
        });
        ExchangeCommand command = method switch
        {
            "POST" => Place,
            "DELETE" => new ExchangeCommand.Cancel(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 5)),
            _ => new ExchangeCommand.Amend(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 5), 0.01m),
        };
        Assert.IsType<ApiAnswer.Success>(await bench.Client.SendAsync(ReadAccount, AdapterBench.Token));

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(command));

        Assert.Single(server.Changes);
    }

    [Fact]
    public async Task W13_Read_IsRepeatedOnTheHostsThatAreSet_SignedAnewEachTime()
    {
        await using var bench = await AdapterBench.StartAsync(hosts: 2);
        bench.Server.On(Account, Reset);
        bench.Second.On(Account, "<html>Bad Gateway</html>", 502).On(Account, "{\"balances\":[]}");
        bench.Server.On(Account, "<html/>", 503);

        Assert.IsType<ApiAnswer.Success>(await bench.Client.SendAsync(ReadAccount, AdapterBench.Token));

        Assert.Equal(2, bench.Server.To(Account).Count);
        Assert.Equal(2, bench.Second.To(Account).Count);
    }

    [Fact]
    public async Task Read_AfterAFailOver_StaysThereAndOrdersFollow()
    {
        await using var bench = await AdapterBench.StartAsync(hosts: 2);
        bench.Server.On(Account, Reset);
        bench.Second.On(Account, "{\"balances\":[]}").On(Order, Sample.Filled(Sample.Entry));

        await bench.Client.SendAsync(ReadAccount, AdapterBench.Token);
        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Place));

        Assert.Empty(bench.Server.To(Order));
        Assert.Single(bench.Second.To(Order));
    }

    [Fact]
    public async Task Read_ThatIsRefused_IsNotRepeated()
    {
        await using var bench = await AdapterBench.StartAsync(hosts: 2);
        bench.Server.On(Account, "{\"code\":-2015,\"msg\":\"Invalid API-key, IP, or permissions for action.\"}", 401);

        var failed = Assert.IsType<ApiAnswer.Failed>(await bench.Client.SendAsync(ReadAccount, AdapterBench.Token));

        Assert.Equal((ErrorVerdict.Fatal, -2015), (failed.Verdict, failed.Code));
        Assert.Single(bench.Server.To(Account));
        Assert.Empty(bench.Second.Calls);
    }

    [Fact]
    public async Task W14_TimestampRefused_ReadsTheClockAndSendsOnceMoreWithTheSameIds()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Order, "{\"code\":-1021,\"msg\":\"Timestamp for this request is outside of the recvWindow.\"}", 400).On(Order, Sample.Filled(Sample.Entry));
        await bench.Get<IServerClock>().EnsureAsync(AdapterBench.Token);
        bench.Server.OnTime(() => DateTimeOffset.FromUnixTimeMilliseconds(1764000091000));

        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Place));

        var calls = bench.Server.To(Order);
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0].Own, calls[1].Own);
        Assert.StartsWith("17640000", calls[0].Parameter("timestamp"), StringComparison.Ordinal);
        Assert.StartsWith("176400009", calls[1].Parameter("timestamp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimestampRefusedTwice_IsRejectedWithoutALoop()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Order, "{\"code\":-1021,\"msg\":\"Timestamp for this request was 1000ms ahead of the server's time.\"}", 400);

        Assert.Equal(-1021, Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(Place)).Code);
        Assert.Equal(2, bench.Server.To(Order).Count);
    }

    [Fact]
    public async Task ClockThatCannotBeRead_DoesNotHoldAnOrderUp()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.OnTime(() => throw new InvalidOperationException("down")).On(Order, Sample.Filled(Sample.Entry));

        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Place));
    }

    [Fact]
    public async Task WithoutAKey_NothingSignedIsSent()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Credentials = null);

        Assert.StartsWith("Not sent: no API key", Assert.IsType<ExchangeReply.NotSent>(await bench.SendAsync(Place)).Reason, StringComparison.Ordinal);
        Assert.NotNull(await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token));
        Assert.Equal(["/api/v3/exchangeInfo"], bench.Server.All.Select(call => call.Path));
    }

    [Fact]
    public async Task CancelledBeforeItLeft_ThrowsAndSendsNothing()
    {
        await using var bench = await AdapterBench.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Exchange.ExecuteAsync(Place, new CancellationToken(true)));

        Assert.Empty(bench.Server.All);
    }

    [Fact]
    public async Task CancelledOnItsWay_IsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(AdapterBench.Token);
        bench.Server.On(Order, async context =>
        {
            await stop.CancelAsync();
            await Hold(context);
        });

        Assert.IsType<ExchangeReply.Unknown>(await bench.Exchange.ExecuteAsync(Place, stop.Token));
    }
}
