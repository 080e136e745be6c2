using Executor.Exchange.Signing;

namespace Executor.Exchange.Tests.Signing;

/// <summary>Vectors H1 to H11 of the protocol sheet, section 10.1.</summary>
public sealed class HmacVectorTests
{
    private static string Rest(RequestParameters parameters) => Vectors.SignatureIn(RequestSignatures.SignRest(parameters.ToEncodedText(), Vectors.Hmac));

    private static string Socket(RequestParameters parameters) => Vectors.SignatureIn(RequestSignatures.SignWebSocket(parameters, Vectors.Hmac));

    private static RequestParameters At(long milliseconds) => new RequestParameters().Add("timestamp", milliseconds);

    [Fact]
    public void H1_PlainOrder() =>
        Assert.Equal("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71", Rest(Vectors.Limit("LTCBTC")));

    [Fact]
    public void H2_NonAsciiSymbol_IsSignedEncoded()
    {
        var parameters = Vectors.Limit("１２３４５６");

        Assert.StartsWith("symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY", parameters.ToEncodedText(), StringComparison.Ordinal);
        Assert.Equal("e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3", Rest(parameters));
    }

    [Fact]
    public void H3_QueryAndBody_AreJoinedWithoutSeparator() => Assert.Equal(
        "0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77",
        Vectors.Hmac.Sign("symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC" + "quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559"));

    [Fact]
    public void H3_WithASeparator_IsAnotherSignature() => Assert.NotEqual(
        "0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77", Rest(Vectors.Limit("LTCBTC")));

    [Fact]
    public void H4_WebSocketOrder_IsSignedSorted() => Assert.Equal(
        "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24",
        Socket(At(1645423376532).Add("type", "LIMIT").Add("symbol", "BTCUSDT").Add("side", "SELL").Add("price", "52000.00")
            .Add("quantity", "0.01000000").Add("recvWindow", 100L).Add("timeInForce", "GTC")));

    [Fact]
    public void H5_WebSocketOrder_IsSignedRaw() => Assert.Equal(
        "b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd",
        Socket(At(1645423376532).Add("symbol", "１２３４５６").Add("price", "0.10000000").Add("quantity", "1.00000000").Add("recvWindow", 5000L)
            .Add("side", "BUY").Add("timeInForce", "GTC").Add("type", "LIMIT")));

    [Fact]
    public void H6_TimestampOnly() => Assert.Equal("fac9786521e86f326d6bc01a7e7fbc3542b558fd33e7ddd2e54b46876f9a3b40", Rest(At(1764000000000)));

    [Fact]
    public void H7_Borrow_WritesTheAmountWithoutZerosAtItsEnd()
    {
        Assert.Equal("asset=USDT&isIsolated=TRUE&symbol=BTCUSDT&amount=125.5&type=BORROW&recvWindow=5000&timestamp=1764000000000", Vectors.Borrow.ToEncodedText());
        Assert.Equal("1d11e0da6e914cbddb74e321767be2affff4833105b266a14538c3701b2d385c", Rest(Vectors.Borrow));
    }

    [Fact]
    public void H8_Comma_IsSignedEncoded()
    {
        var parameters = new RequestParameters().Add("symbols", "BTCUSDT,ETHUSDT").Add("recvWindow", 5000L).Add("timestamp", 1764000000000L);

        Assert.Equal("symbols=BTCUSDT%2CETHUSDT&recvWindow=5000&timestamp=1764000000000", parameters.ToEncodedText());
        Assert.Equal("47571108e9de13c1424957d84d3c06effa5e3f331c12d715dd6750ccfab53507", Rest(parameters));
    }

    [Fact]
    public void H8_SignedBeforeEncoding_IsAnotherSignature() => Assert.NotEqual(
        "47571108e9de13c1424957d84d3c06effa5e3f331c12d715dd6750ccfab53507",
        Vectors.Hmac.Sign("symbols=BTCUSDT,ETHUSDT&recvWindow=5000&timestamp=1764000000000"));

    [Fact]
    public void H9_QueryByClientId() => Assert.Equal(
        "a4c831270f4f8fa571b59c3d79a0ba0fbb36418bec686dac7cbf56ea793ba8bf",
        Rest(new RequestParameters().Add("symbol", "BTCUSDT").Add("origClientOrderId", "ex-7f3a-01").Add("timestamp", 1764000000000L)));

    [Fact]
    public void H10_UserDataSubscription() => Assert.Equal("468c264354cbf8dbdc7531bbe6dac2a9ba5821268f25beada7e0514378cbac8d", Socket(At(1764000000000)));

    [Fact]
    public void H11_WebSocketCancel() => Assert.Equal(
        "a4d9d2a781dbfe73a5c7bf07d387428ea117ee1a923fd40de8726dbd9e1dee1f",
        Socket(At(1764000000000).Add("symbol", "BTCUSDT").Add("orderId", 4217L).Add("newClientOrderId", "ex-7f3a-01").Add("recvWindow", 5000L)));

    [Fact]
    public void H1_WithAnotherPrice_IsAnotherSignature() => Assert.NotEqual(Rest(Vectors.Limit("LTCBTC")), Rest(Vectors.Limit("LTCBTC", "0.10")));

    [Fact]
    public void SignRest_PutsTheSignatureLast() => Assert.Equal(
        "timestamp=1764000000000&signature=fac9786521e86f326d6bc01a7e7fbc3542b558fd33e7ddd2e54b46876f9a3b40",
        RequestSignatures.SignRest("timestamp=1764000000000", Vectors.Hmac));
}
