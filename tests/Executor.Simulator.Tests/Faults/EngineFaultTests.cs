using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Faults;

/// <summary>F18 to F25: what goes wrong inside the exchange, switched over the wire and seen over the wire.</summary>
public sealed class EngineFaultTests
{
    private const string Oco = "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=63000&aboveClientOrderId=above"
        + "&belowType=STOP_LOSS_LIMIT&belowPrice=59000&belowStopPrice=60000&belowTimeInForce=GTC&belowClientOrderId=below";

    [Fact]
    public async Task PartialFillOfTheLimitLeg_ExpiresTheStopLeg()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.SignedAsync("POST", "/api/v3/orderList/oco", Oco);
        await venue.ControlAsync("POST", "/markets/BTCUSDT/book", """{"quantity":1,"fillPerTouch":0.003}""");

        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":63000.01}""");

        var orders = await OrdersAsync(venue);
        Assert.Equal("PartiallyFilled 0.003", orders["above"]);
        Assert.Equal("Expired 0", orders["below"]);
    }

    [Fact]
    public async Task PendingLegs_CanBeRefusedWhenTheirWorkingOrderFills()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync("""{"fault":"RejectPendingLegs","symbol":"BTCUSDT"}""");

        await venue.SignedAsync(
            "POST", "/api/v3/orderList/otoco", "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=61300&workingQuantity=0.01"
            + "&workingTimeInForce=GTC&workingClientOrderId=work&pendingSide=SELL&pendingQuantity=0.009&pendingAboveType=LIMIT_MAKER"
            + "&pendingAbovePrice=63000&pendingAboveClientOrderId=above&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=60000&pendingBelowClientOrderId=below");

        var orders = await OrdersAsync(venue);
        Assert.Equal("Filled 0.01", orders["work"]);
        Assert.Equal("Expired 0 REJECTED", orders["above"]);
        Assert.Equal("Expired 0 REJECTED", orders["below"]);
    }

    [Fact]
    public async Task Gap_LeavesAStopLimitTriggeredAndUnfilled()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.SignedAsync(
            "POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.01&stopPrice=60000&price=59990&newClientOrderId=stop");

        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":58000,"move":"Jump"}""");
        var (_, order) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=stop");

        order.Shows(("status", "\"NEW\""), ("isWorking", "true"), ("executedQty", "\"0.00000000\""));
    }

    [Fact]
    public async Task EmptyBook_LetsAMarketOrderExpireWithNothing()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/markets/BTCUSDT/book", """{"quantity":1,"bidsEmpty":true}""");

        var (status, order) = await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");

        Assert.Equal(200, status);
        order.Shows(("status", "\"EXPIRED\""), ("executedQty", "\"0.00000000\""));
    }

    [Fact]
    public async Task ShallowBook_FillsInPartAndOnlyOnce()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/markets/BTCUSDT/book", """{"levels":2,"quantity":0.02}""");

        var (_, first) = await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        var (_, second) = await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");

        first.Shows(("status", "\"EXPIRED\""), ("executedQty", "\"0.04000000\""));
        second.Shows(("status", "\"EXPIRED\""), ("executedQty", "\"0.00000000\""));
    }

    [Fact]
    public async Task WideSpread_IsWhatTakingCosts()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/markets/BTCUSDT/book", """{"quantity":1,"spreadTicks":500}""");

        var (_, order) = await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var (_, quote) = await venue.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v3/ticker/bookTicker?symbol=BTCUSDT"));

        Assert.Equal("61255.00000000", order.GetProperty("fills")[0].Text("price"));
        quote.Shows(("bidPrice", "\"61245.00000000\""), ("askPrice", "\"61255.00000000\""));
    }

    [Theory]
    [InlineData("Halt", 400)]
    [InlineData("CancelOnly", 200)]
    public async Task Status_RefusesOrdersAndLetsSomeCancels(string status, int cancelStatus)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.PlaceAsync("before");

        await venue.ControlAsync("POST", "/markets/BTCUSDT/status", $$"""{"status":"{{status}}"}""");
        var (placed, _) = await venue.PlaceAsync("refused");
        var (cancelled, _) = await venue.SignedAsync("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=before");

        Assert.Equal((400, cancelStatus), (placed, cancelled));
    }

    [Fact]
    public async Task ChangedRules_AreInForceAndShownAtOnce()
    {
        await using var venue = await LiveVenue.StartAsync();

        await venue.ControlAsync("POST", "/markets/BTCUSDT/rules", """{"tickSize":0.5,"minNotional":100}""");
        var (status, answer) = await venue.PlaceAsync("small");
        var (_, info) = await venue.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v3/exchangeInfo?symbol=BTCUSDT"));

        Assert.Equal((400, "Filter failure: NOTIONAL"), (status, answer.Text("msg")));
        Assert.Contains("\"tickSize\":\"0.50000000\"", info.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LoanPending", -3007)]
    [InlineData("NothingToLend", -3045)]
    [InlineData("LoanAboveLimit", -3006)]
    public async Task Loans_AreRefusedAsTheRuleSays(string fault, int code)
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync($$"""{"fault":"{{fault}}","endpoint":"borrow","count":1}""");

        var (refused, answer) = await venue.SignedAsync("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&amount=100&type=BORROW&isIsolated=FALSE");
        var (taken, _) = await venue.SignedAsync("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&amount=100&type=BORROW&isIsolated=FALSE");

        Assert.Equal((400, code), (refused, answer.Code()));
        Assert.Equal(200, taken);
    }

    [Fact]
    public async Task FailedLoan_IsTakenAndLeavesNoDebt()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.FaultAsync("""{"fault":"LoanFails","endpoint":"borrow"}""");

        var (status, _) = await venue.SignedAsync("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&amount=100&type=BORROW&isIsolated=FALSE");
        var books = await venue.ControlAsync("GET", "/customers/main/books");

        Assert.Equal(200, status);
        var cross = books.GetProperty("accounts").EnumerateArray().Single(account => account.Text("account") == "CrossMargin");
        Assert.Equal("Failed", Assert.Single(cross.GetProperty("loans").EnumerateArray()).Text("status"));
        Assert.All(cross.GetProperty("balances").EnumerateArray(), balance => Assert.Equal(0m, balance.GetProperty("debt").GetDecimal()));
    }

    [Fact]
    public async Task Liquidation_EndsOrdersAndDebts()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.SignedAsync("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&amount=1000&type=BORROW&isIsolated=TRUE&symbol=BTCUSDT");
        await venue.SignedAsync(
            "POST", "/sapi/v1/margin/order", "symbol=BTCUSDT&isIsolated=TRUE&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=gone");

        await venue.ControlAsync("POST", "/customers/main/liquidate", """{"account":"IsolatedMargin","symbol":"BTCUSDT"}""");

        Assert.Equal("Expired 0 EXCHANGE_CANCELED", (await OrdersAsync(venue))["gone"]);
    }

    [Fact]
    public async Task Reset_TakesOrdersAndLeavesTheFundsOfTheBeginning()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.PlaceAsync("gone");

        await venue.ControlAsync("POST", "/reset");
        var (status, answer) = await venue.SignedAsync("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=gone");
        var books = await venue.ControlAsync("GET", "/customers/main/books");

        Assert.Equal((400, -2013), (status, answer.Code()));
        var usdt = books.GetProperty("accounts")[0].GetProperty("balances").EnumerateArray().Single(balance => balance.Text("asset") == "USDT");
        usdt.Shows(("free", "100000"), ("locked", "0"));
    }

    /// <summary>Orders of customer main by their client id: status, executed quantity, reason.</summary>
    private static async Task<Dictionary<string, string>> OrdersAsync(LiveVenue venue) =>
        (await venue.ControlAsync("GET", "/customers/main/books")).GetProperty("orders").EnumerateArray().Select(row => row.GetProperty("order"))
            .ToDictionary(order => order.Text("clientOrderId")!, order =>
                $"{order.Text("status")} {order.GetProperty("executedQuantity").GetDecimal() / 1.0000000000m:0.####}{Reason(order)}");

    private static string Reason(System.Text.Json.JsonElement order) =>
        order.TryGetProperty("expiryReason", out var reason) && reason.GetString() != "OCO_TRIGGER" ? " " + reason.GetString() : "";
}
