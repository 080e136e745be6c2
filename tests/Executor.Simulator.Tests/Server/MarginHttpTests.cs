using System.Text.Json;
using Executor.Simulator.Tests.Paper;

namespace Executor.Simulator.Tests.Server;

/// <summary>Margin and wallet calls over HTTP, and books that survive a restart.</summary>
public sealed class MarginHttpTests
{
    [Fact]
    public async Task Loan_IsBorrowedShownAndRepaid()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();

        var loan = await client.PostAsync("/sapi/v1/margin/borrow-repay", "asset=BTC&isIsolated=TRUE&symbol=BTCUSDT&amount=0.1&type=BORROW");
        var records = await client.GetAsync("/sapi/v1/margin/borrow-repay", "type=BORROW&isolatedSymbol=BTCUSDT");
        var account = (await client.GetAsync("/sapi/v1/margin/isolated/account", "symbols=BTCUSDT")).Json.GetProperty("assets")[0];

        Assert.Equal(loan["tranId"], records.Json.GetProperty("rows")[0].GetProperty("txId").ToString());
        Assert.Equal(("0.10000000", "0.00000070"), (account.GetProperty("baseAsset").GetProperty("borrowed").GetString(), account.GetProperty("baseAsset").GetProperty("interest").GetString()));
        Assert.Equal("EXCESSIVE", account.GetProperty("marginLevelStatus").GetString());
        Assert.Equal("ON_BORROW", (await client.GetAsync("/sapi/v1/margin/interestHistory", "isolatedSymbol=BTCUSDT")).Json.GetProperty("rows")[0].GetProperty("type").GetString());

        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("400 -3015 Repay amount exceeds borrow amount.",
            (await client.PostAsync("/sapi/v1/margin/borrow-repay", "asset=BTC&isIsolated=TRUE&symbol=BTCUSDT&amount=0.2&type=REPAY")).Refusal);
        Assert.Equal(200, (await client.PostAsync("/sapi/v1/margin/borrow-repay", "asset=BTC&isIsolated=TRUE&symbol=BTCUSDT&amount=0.09&type=REPAY")).Status);
    }

    [Fact]
    public async Task Short_WithAutomaticBorrow_TellsWhatItBorrowed()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();

        var sale = await client.PostAsync("/sapi/v1/margin/order", "symbol=BTCUSDT&isIsolated=TRUE&side=SELL&type=MARKET&quantity=0.1&sideEffectType=MARGIN_BUY");

        Assert.Equal(("FILLED", "0.1", "BTC"), (sale["status"], sale["executedQty"], sale["marginBuyBorrowAsset"]));
        Assert.Equal(JsonValueKind.Number, sale.Json.GetProperty("marginBuyBorrowAmount").ValueKind);
        Assert.Equal("1500", sale.Headers["X-SAPI-USED-UID-WEIGHT-1M"]);
        Assert.False(sale.Json.TryGetProperty("orderListId", out _));
    }

    [Theory]
    [InlineData("&stopLimitPrice=59900&stopLimitTimeInForce=GTC", "STOP_LOSS_LIMIT")]
    [InlineData("", "STOP_LOSS")]
    public async Task Oco_InTheOldForm_HasALimitLegAndAStopLeg(string stopLimit, string stopType)
    {
        await using var server = await TestServer.StartAsync();

        var oco = await server.Client().PostAsync("/sapi/v1/margin/order/oco", "symbol=BTCUSDT&side=SELL&quantity=0.1&price=64000&stopPrice=60000&limitClientOrderId=tp&stopClientOrderId=sl" + stopLimit);

        Assert.Equal(200, oco.Status);
        var types = oco.Json.GetProperty("orderReports").EnumerateArray()
            .ToDictionary(row => row.GetProperty("clientOrderId").GetString()!, row => row.GetProperty("type").GetString());
        Assert.Equal(("LIMIT_MAKER", stopType), (types["tp"], types["sl"]));
    }

    [Fact]
    public async Task Account_ThatWasNeverOpened_DoesNotExist()
    {
        await using var server = await TestServer.StartAsync();
        var second = server.Client(Executor.Simulator.Server.Scenarios.DefaultScenario.SecondKey, Executor.Simulator.Server.Scenarios.DefaultScenario.SecondSecret);

        Assert.Equal("400 -3003 Margin account does not exist.", (await second.GetAsync("/sapi/v1/margin/account")).Refusal);
        Assert.Equal("400 -11001 Isolated margin account does not exist.", (await second.GetAsync("/sapi/v1/margin/openOrders", "symbol=BTCUSDT&isIsolated=TRUE")).Refusal);
        Assert.Equal(200, (await second.PostAsync("/sapi/v1/asset/transfer", "type=MAIN_MARGIN&asset=USDT&amount=100")).Status);
        Assert.Equal(200, (await second.GetAsync("/sapi/v1/margin/account")).Status);
        Assert.Equal("400 -3020 Transfer out amount exceeds max amount.",
            (await second.PostAsync("/sapi/v1/asset/transfer", "type=MARGIN_MAIN&asset=USDT&amount=100.1")).Refusal);
    }

    [Theory]
    [InlineData("/sapi/v1/margin/allAssets")]
    [InlineData("/sapi/v1/margin/allPairs")]
    [InlineData("/sapi/v1/margin/isolated/allPairs")]
    [InlineData("/sapi/v1/margin/openOrders")]
    [InlineData("/sapi/v1/margin/openOrderList")]
    [InlineData("/sapi/v1/margin/rateLimit/order")]
    [InlineData("/sapi/v1/capital/config/getall")]
    [InlineData("/sapi/v1/asset/tradeFee")]
    public async Task List_OfEveryKind_IsAnArray(string path)
    {
        await using var server = await TestServer.StartAsync();
        var answer = path.Contains("/all", StringComparison.Ordinal) && !path.Contains("isolated", StringComparison.Ordinal)
            ? await server.Client().RawAsync(HttpMethod.Get, path)
            : await server.Client().GetAsync(path);

        Assert.Equal((200, JsonValueKind.Array), (answer.Status, answer.Json.ValueKind));
    }

    [Fact]
    public async Task Key_ShowsItsRights()
    {
        await using var server = await TestServer.StartAsync();

        var rights = (await server.Client().GetAsync("/sapi/v1/account/apiRestrictions")).Json;

        Assert.Equal((true, false, false), (rights.GetProperty("enableSpotAndMarginTrading").GetBoolean(), rights.GetProperty("enableWithdrawals").GetBoolean(), rights.GetProperty("ipRestrict").GetBoolean()));
    }

    [Fact]
    public async Task Books_AfterARestart_HoldWhatTheyHeld()
    {
        using var folder = new TemporaryFolder();
        var path = Path.GetDirectoryName(folder.File("x"))!;
        string before;
        await using (var server = await TestServer.StartAsync(folder: path))
        {
            var client = server.Client();
            await client.PostAsync("/api/v3/order", "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&trailingDelta=100&newClientOrderId=trail&strategyId=5");
            server.Venue.Trade("BTCUSDT", 61_000m, 1m, isBuyerMaker: false);
            await client.PostAsync("/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=0.5&aboveType=LIMIT_MAKER&abovePrice=64000&belowType=STOP_LOSS&belowStopPrice=60000");
            before = (await client.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Text;
        }

        await using var again = await TestServer.StartAsync(folder: path);

        Assert.Equal(before, (await again.Client().GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Text);
        Assert.Equal("61000.00000000", (await again.Client().RawAsync(HttpMethod.Get, "/api/v3/ticker/price?symbol=BTCUSDT"))["price"]);
    }
}
