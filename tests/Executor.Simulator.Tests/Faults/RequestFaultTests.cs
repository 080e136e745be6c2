using System.Net.Http.Headers;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Faults;

/// <summary>F1 to F12, F16 and F17 over real sockets: what the client sees, and what the exchange's books say.</summary>
public sealed class RequestFaultTests
{
    private const string Order = "POST /api/v3/order";

    [Theory]
    [InlineData("""{"fault":"AcceptThenHold","endpoint":"POST /api/v3/order","delayMs":50}""")]
    [InlineData("""{"fault":"AcceptThenReset","endpoint":"trading"}""")]
    public async Task AcceptedAndCut_LeavesTheOrderAndNoAnswer(string fault)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync(fault);

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.PlaceAsync("f1"));

        Assert.Equal(["f1"], await venue.LedgerAsync());
        var (status, _) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=f1");
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task AcceptedAndHeld_WaitsUntilTheClientGivesUp()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync("""{"fault":"AcceptThenHold","endpoint":"/api/v3/order","count":1}""");
        using var patience = new CancellationTokenSource();
        using var request = venue.Signed(
            "POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=50000&newClientOrderId=held");

        var answer = venue.Http.SendAsync(request, patience.Token);
        (await client.NextEventAsync("executionReport")).Shows(("c", "\"held\""));
        Assert.False(answer.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(["held"], await venue.LedgerAsync());
    }

    [Theory]
    [InlineData("""{"fault":"TimeoutBeforeEngine","endpoint":"trading"}""", 503, -1007, false)]
    [InlineData("""{"fault":"TimeoutBeforeEngine","endpoint":"trading","status":504,"delayMs":20}""", 504, -1007, false)]
    [InlineData("""{"fault":"AcceptThenError","endpoint":"trading"}""", 503, -1007, true)]
    [InlineData("""{"fault":"AcceptThenError","endpoint":"trading","code":-1006}""", 503, -1006, true)]
    [InlineData("""{"fault":"Overloaded","endpoint":"trading"}""", 503, -1008, false)]
    [InlineData("""{"fault":"TooManyRequests","endpoint":"trading"}""", 429, -1003, false)]
    [InlineData("""{"fault":"Banned","endpoint":"trading","retryAfterSeconds":60}""", 418, -1003, false)]
    [InlineData("""{"fault":"TooManyOrders","endpoint":"trading"}""", 429, -1015, false)]
    public async Task Refusals_CarryTheirCodeAndOnlySomeHideAnOrder(string fault, int status, int code, bool isTaken)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync(fault);

        var (answered, answer) = await venue.PlaceAsync("f3");

        Assert.Equal((status, code), (answered, answer.Code()));
        Assert.Equal(isTaken ? ["f3"] : [], await venue.LedgerAsync());
    }

    [Theory]
    [InlineData("""{"fault":"TooManyRequests","endpoint":"GET /api/v3/time","retryAfterSeconds":9}""", 9)]
    [InlineData("""{"fault":"TooManyRequests","endpoint":"GET /api/v3/time"}""", null)]
    [InlineData("""{"fault":"Banned","endpoint":"GET /api/v3/time","retryAfterSeconds":33}""", 33)]
    public async Task RetryAfter_IsThereWhereTheRuleSaysSo(string fault, int? seconds)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync(fault);

        using var response = await venue.Http.GetAsync(new Uri("/api/v3/time", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(seconds is null ? null : new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds.Value)), response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_ComesInPlaceOfAnAnswerWhateverBecameOfTheOrder(bool isTaken)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync($$"""{"fault":"HtmlError","endpoint":"{{Order}}","status":502,"executed":{{(isTaken ? "true" : "false")}}}""");

        var (status, answer) = await venue.PlaceAsync("f5");

        Assert.Equal(502, status);
        Assert.StartsWith("<html>", answer.GetString(), StringComparison.Ordinal);
        Assert.Equal(isTaken ? ["f5"] : [], await venue.LedgerAsync());
    }

    [Fact]
    public async Task LateAcceptance_TakesTheOrderAfterTheClientWasTold()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync($$"""{"fault":"LateAcceptance","endpoint":"{{Order}}","code":-1007,"delayMs":100}""");

        var (status, _) = await venue.PlaceAsync("late");
        var before = await venue.LedgerAsync();
        var report = await client.NextEventAsync("executionReport");

        Assert.Equal(503, status);
        Assert.Empty(before);
        report.Shows(("c", "\"late\""), ("x", "\"NEW\""));
        Assert.Equal(["late"], await venue.LedgerAsync());
    }

    [Fact]
    public async Task LateAcceptance_ComesToNothingOnceTheRequestIsTooOld()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.FaultAsync($$"""{"fault":"LateAcceptance","endpoint":"{{Order}}","code":-1007,"delayMs":200,"count":1}""");

        await venue.PlaceAsync("too-late");
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":61000}""");
        await venue.FaultAsync($$"""{"fault":"LateAcceptance","endpoint":"{{Order}}","code":-1007,"delayMs":400}""");
        await venue.PlaceAsync("in-time");
        var report = await client.NextEventAsync("executionReport");

        report.Shows(("c", "\"in-time\""));
        Assert.Equal(["in-time"], await venue.LedgerAsync());
    }

    [Fact]
    public async Task QueryLag_HidesAFreshOrderForAWhile()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync("""{"fault":"QueryLag","endpoint":"queries","lagMs":2000}""");
        await venue.PlaceAsync("fresh");

        var (hidden, answer) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=fresh");
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":2500}""");
        var (shown, order) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=fresh");

        Assert.Equal((400, -2013), (hidden, answer.Code()));
        Assert.Equal((200, "NEW"), (shown, order.Text("status")));
    }

    [Fact]
    public async Task SecondOrderOfTheSameName_IsTakenOnceTheFirstHasFilled()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync($$"""{"fault":"AcceptThenReset","endpoint":"{{Order}}","count":1}""");
        const string Taking = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&newClientOrderId=twice";

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.SignedAsync("POST", "/api/v3/order", Taking));
        var (status, _) = await venue.SignedAsync("POST", "/api/v3/order", Taking);

        Assert.Equal(200, status);
        Assert.Equal(["twice", "twice"], await venue.LedgerAsync());
    }

    [Fact]
    public async Task FillBeforeCancel_MakesTheCancelComeTooLate()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.PlaceAsync("raced");
        await venue.FaultAsync("""{"fault":"FillBeforeCancel"}""");

        var (status, answer) = await venue.SignedAsync("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=raced");
        var (_, order) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=raced");

        Assert.Equal((400, -2011), (status, answer.Code()));
        Assert.Equal("FILLED", order.Text("status"));
    }

    [Fact]
    public async Task HalfReplace_CancelsAndPlacesNothing()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.PlaceAsync("old");
        await venue.FaultAsync("""{"fault":"HalfReplace","count":1}""");

        var (status, answer) = await venue.SignedAsync(
            "POST", "/api/v3/order/cancelReplace", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=51000"
            + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old&newClientOrderId=new");
        var (_, open) = await venue.SignedAsync("GET", "/api/v3/openOrders", "symbol=BTCUSDT");

        Assert.Equal((409, -2021), (status, answer.Code()));
        answer.GetProperty("data").Shows(("cancelResult", "\"SUCCESS\""), ("newOrderResult", "\"FAILURE\""));
        Assert.Equal(-2010, answer.GetProperty("data").GetProperty("newOrderResponse").Code());
        Assert.Equal(0, open.GetArrayLength());
    }

    [Fact]
    public async Task SkewedClock_RefusesByTime()
    {
        await using var venue = await LiveVenue.StartAsync();
        using var ahead = venue.Signed("GET", "/api/v3/account", "");
        await venue.ControlAsync("POST", "/clock", """{"offsetMs":-1500}""");

        var (status, answer) = await venue.SendAsync(ahead);

        Assert.Equal((400, -1021), (status, answer.Code()));
        Assert.Equal("Timestamp for this request was 1000ms ahead of the server's time.", answer.Text("msg"));
    }

    [Fact]
    public async Task FaultOverTheWebSocketApi_CutsOrKeepsSilent()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ToApiAsync(venue);
        await venue.FaultAsync("""{"fault":"AcceptThenHold","endpoint":"order.place","count":1}""");
        await venue.FaultAsync("""{"fault":"AcceptThenReset","endpoint":"order.place"}""");

        var silent = await client.BeginAsync("order.place", Limit(client, "silent"));
        var next = await client.CallAsync("ping");
        await client.BeginAsync("order.place", Limit(client, "cut"));
        await client.Over;

        Assert.NotEqual(silent, next.Whole("id"));
        Assert.Equal(["cut", "silent"], (await venue.LedgerAsync()).Order());
    }

    [Fact]
    public async Task SameSeed_StrikesTheSameRequests()
    {
        var first = await StruckAsync(seed: 7);

        Assert.Equal(first, await StruckAsync(seed: 7));
        Assert.NotEqual(first, await StruckAsync(seed: 8));
        Assert.InRange(first.Count(letter => letter == 'x'), 10, 30);
    }

    [Fact]
    public async Task Rules_EndByCountAndTimeAndBeginAfterTheirSkip()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync("""{"fault":"Overloaded","endpoint":"GET /api/v3/time","skip":1,"count":2}""");
        Assert.Equal(".xx..", await PatternAsync(venue, 5));

        await venue.FaultAsync("""{"fault":"Overloaded","endpoint":"GET /api/v3/time","durationMs":5000}""");
        Assert.Equal("xx", await PatternAsync(venue, 2));
        await venue.ControlAsync("POST", "/clock", """{"advanceMs":5001}""");
        Assert.Equal("..", await PatternAsync(venue, 2));

        var standing = (await venue.ControlAsync("GET", "/faults")).EnumerateArray().ToList();
        Assert.Equal([(3, 2), (2, 2)], standing.Select(fault => ((int)fault.Whole("matched"), (int)fault.Whole("struck"))));
        Assert.All(standing, fault => Assert.True(fault.GetProperty("isSpent").GetBoolean()));
    }

    [Theory]
    [InlineData("\"symbol\":\"ETHUSDT\"")]
    [InlineData("\"customer\":\"second\"")]
    [InlineData("\"endpoint\":\"DELETE /api/v3/order\"")]
    [InlineData("\"endpoint\":\"queries\"")]
    public async Task Rules_StrikeOnlyWhatTheyName(string narrowed)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync($$"""{"fault":"Overloaded",{{narrowed}}}""");

        var (status, _) = await venue.PlaceAsync("spared");

        Assert.Equal(200, status);
    }

    private static string Limit(SocketClient client, string name) => client.Sign(
        ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.001"), ("price", "50000"),
        ("newClientOrderId", name));

    private static async Task<string> StruckAsync(ulong seed)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync($$"""{"fault":"Overloaded","endpoint":"GET /api/v3/time","probability":0.5,"seed":{{seed}}}""");
        return await PatternAsync(venue, 40);
    }

    private static async Task<string> PatternAsync(LiveVenue venue, int requests)
    {
        var pattern = new List<char>();
        for (var request = 0; request < requests; request++)
        {
            using var response = await venue.Http.GetAsync(new Uri("/api/v3/time", UriKind.Relative), TestContext.Current.CancellationToken);
            pattern.Add(response.IsSuccessStatusCode ? '.' : 'x');
        }
        return string.Concat(pattern);
    }
}
