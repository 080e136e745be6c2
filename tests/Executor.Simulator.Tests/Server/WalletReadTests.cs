namespace Executor.Simulator.Tests.Server;

/// <summary>What clients ask of wallets and terms besides trading: every call is answered, from the books where these have anything to say.</summary>
public sealed class WalletReadTests
{
    [Theory]
    [InlineData("GET", "/sapi/v1/asset/assetDetail", "", "\"BTC\":{")]
    [InlineData("POST", "/sapi/v1/asset/get-funding-asset", "", "[]")]
    [InlineData("GET", "/sapi/v1/asset/dribblet", "", "\"userAssetDribblets\":[]")]
    [InlineData("POST", "/sapi/v1/asset/dust-btc", "", "\"details\":[]")]
    [InlineData("GET", "/sapi/v1/asset/assetDividend", "", "\"rows\":[]")]
    [InlineData("GET", "/sapi/v1/capital/deposit/hisrec", "limit=5", "[]")]
    [InlineData("GET", "/sapi/v1/capital/withdraw/history", "", "[]")]
    [InlineData("GET", "/sapi/v1/account/info", "", "\"isMarginEnabled\":true")]
    [InlineData("GET", "/sapi/v1/account/apiTradingStatus", "", "\"isLocked\":false")]
    [InlineData("GET", "/sapi/v1/bnbBurn", "", "\"spotBNBBurn\":false")]
    [InlineData("GET", "/sapi/v1/spot/delist-schedule", "", "[]")]
    [InlineData("GET", "/sapi/v1/convert/assetInfo", "", "[]")]
    [InlineData("GET", "/sapi/v1/margin/interestRateHistory", "asset=USDT", "\"dailyInterestRate\":\"0.00016800\"")]
    [InlineData("GET", "/sapi/v1/margin/crossMarginData", "coin=BTC", "\"marginablePairs\":[\"BTCUSDT\"")]
    [InlineData("GET", "/sapi/v1/margin/isolatedMarginData", "symbol=BTCUSDT", "\"leverage\":\"3\"")]
    [InlineData("GET", "/sapi/v1/margin/isolatedMarginTier", "symbol=BTCUSDT", "\"liquidationRiskRatio\":\"1.1\"")]
    [InlineData("GET", "/sapi/v1/margin/crossMarginCollateralRatio", "", "\"discountRate\":\"1\"")]
    [InlineData("GET", "/sapi/v1/margin/available-inventory", "type=MARGIN", "\"USDT\":")]
    [InlineData("GET", "/sapi/v1/margin/forceLiquidationRec", "", "\"total\":0")]
    [InlineData("GET", "/sapi/v1/margin/capital-flow", "", "[]")]
    [InlineData("GET", "/sapi/v1/margin/exchange-small-liability", "", "[]")]
    [InlineData("GET", "/sapi/v1/margin/exchange-small-liability-history", "current=1&size=10", "\"rows\":[]")]
    public async Task Call_IsAnswered(string verb, string path, string query, string part)
    {
        await using var server = await TestServer.StartAsync();

        var answer = verb == "GET" ? await server.Client().GetAsync(path, query) : await server.Client().PostAsync(path, query);

        Assert.Equal(200, answer.Status);
        Assert.Contains(part, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holdings_AreThoseOfTheBooks()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        await client.PostAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");

        var usdt = Assert.Single((await client.PostAsync("/sapi/v3/asset/getUserAsset", "asset=USDT&needBtcValuation=true")).Json.EnumerateArray());
        var wallets = (await client.GetAsync("/sapi/v1/asset/wallet/balance", "quoteAsset=USDT")).Json.EnumerateArray()
            .ToDictionary(wallet => wallet.GetProperty("walletName").GetString()!, wallet => decimal.Parse(wallet.GetProperty("balance").GetString()!, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("600", usdt.GetProperty("locked").GetString());
        Assert.NotEqual("0", usdt.GetProperty("btcValuation").GetString());
        Assert.True(wallets["Spot"] > 600m && wallets["Cross Margin"] > 0m && wallets["Isolated Margin"] > 0m);
        Assert.Equal(0m, wallets["Funding"]);
    }

    [Fact]
    public async Task Transfers_AreRemembered_ByWalletAndByAccount()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var id = (await client.PostAsync("/sapi/v1/asset/transfer", "type=MAIN_MARGIN&asset=USDT&amount=12.5"))["tranId"];
        await client.PostAsync("/sapi/v1/asset/transfer", "type=MAIN_ISOLATED_MARGIN&asset=USDT&amount=7&toSymbol=BTCUSDT");

        var moved = (await client.GetAsync("/sapi/v1/asset/transfer", "type=MAIN_MARGIN")).Json;
        var cross = (await client.GetAsync("/sapi/v1/margin/transfer", "type=ROLL_IN")).Json;
        var isolated = (await client.GetAsync("/sapi/v1/margin/transfer", "isolatedSymbol=BTCUSDT")).Json;

        var row = Assert.Single(moved.GetProperty("rows").EnumerateArray());
        Assert.Equal((id, "12.5", "CONFIRMED"), (row.GetProperty("tranId").ToString(), row.GetProperty("amount").GetString(), row.GetProperty("status").GetString()));
        Assert.Equal(id, Assert.Single(cross.GetProperty("rows").EnumerateArray()).GetProperty("txId").ToString());
        Assert.Equal("7", Assert.Single(isolated.GetProperty("rows").EnumerateArray()).GetProperty("amount").GetString());
        Assert.Equal(400, (await client.GetAsync("/sapi/v1/asset/transfer", "type=SOMEWHERE")).Status);
    }
}
