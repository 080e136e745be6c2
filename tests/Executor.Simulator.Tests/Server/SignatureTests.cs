using System.Security.Cryptography;
using System.Text;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Security;
using Executor.Simulator.Server.Http;

namespace Executor.Simulator.Tests.Server;

/// <summary>The signature vectors of the protocol, and what must not pass for them.</summary>
public sealed class SignatureTests
{
    private const string Key = DefaultScenario.HmacKey;
    private const string Published =
        "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
    private const string Borrow = "asset=USDT&isIsolated=TRUE&symbol=BTCUSDT&amount=125.5&type=BORROW&recvWindow=5000&timestamp=1764000000000";
    private const string NonAscii =
        "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";

    public static TheoryData<string, string> HmacVectors() => new()
    {
        { Published, "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71" },
        { Published, "C8DB56825AE71D6D79447849E617115F4A920FA2ACDCAB2B053C4B2838BD6B71" },
        { NonAscii, "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3" },
        {
            "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTCquantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
            "0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77"
        },
        {
            $"apiKey={Key}&price=52000.00&quantity=0.01000000&recvWindow=100&side=SELL&symbol=BTCUSDT&timeInForce=GTC&timestamp=1645423376532&type=LIMIT",
            "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24"
        },
        {
            $"apiKey={Key}&price=0.10000000&quantity=1.00000000&recvWindow=5000&side=BUY&symbol=\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16&timeInForce=GTC&timestamp=1645423376532&type=LIMIT",
            "b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd"
        },
        { "timestamp=1764000000000", "fac9786521e86f326d6bc01a7e7fbc3542b558fd33e7ddd2e54b46876f9a3b40" },
        { Borrow, "1d11e0da6e914cbddb74e321767be2affff4833105b266a14538c3701b2d385c" },
        { "symbols=BTCUSDT%2CETHUSDT&recvWindow=5000&timestamp=1764000000000", "47571108e9de13c1424957d84d3c06effa5e3f331c12d715dd6750ccfab53507" },
        {
            "symbol=BTCUSDT&origClientOrderId=ex-7f3a-01&timestamp=1764000000000",
            "a4c831270f4f8fa571b59c3d79a0ba0fbb36418bec686dac7cbf56ea793ba8bf"
        },
        { $"apiKey={Key}&timestamp=1764000000000", "468c264354cbf8dbdc7531bbe6dac2a9ba5821268f25beada7e0514378cbac8d" },
        {
            $"apiKey={Key}&newClientOrderId=ex-7f3a-01&orderId=4217&recvWindow=5000&symbol=BTCUSDT&timestamp=1764000000000",
            "a4d9d2a781dbfe73a5c7bf07d387428ea117ee1a923fd40de8726dbd9e1dee1f"
        },
    };

    public static TheoryData<string, string> Ed25519Vectors() => new()
    {
        { "A\u0001EXAMPLE\u0001SPOT\u00011\u000120240627-11:17:25.223", "4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA==" },
        { Published, "WfzGnDebxAC6/SQQ8IgxO2A8zV0I3v3OTWs0IkFAqkrVzaUtwtzJI7VQf3QCKbPbYawE7LohsWhJm55b7ZPBAQ==" },
        { NonAscii, "k5QNXt6rcJ68tOWoxhnl2ay2jkxe0/mK3Ci17szQxF6xGy9ZYcE6dXRSSlUWK/LXDPU0/bqWoOu98pxYZbXHAA==" },
        { Borrow, "JDi9QcYJePGcZ+aOQx074/A2dnxxwTwNDeP/bG3wUzEMPe7UeC0z3mDendN9lULZvkrsLjVE2wbRncr2ZCxMDg==" },
        { $"apiKey={Key}&timestamp=1764000000000", "6Ymy4mVSRXallvcnU9MTrSwO/CG1Wpxcr45pHymuqjbrYzm2dNIQqvsMm9+7aCgx75bVgBKkt15asmQPtoR6Bg==" },
    };

    [Theory]
    [MemberData(nameof(HmacVectors))]
    public void Hmac_OfAPublishedPayload_IsAccepted(string payload, string signature) =>
        Assert.True(KeyOf(Key).Verifies(Encoding.UTF8.GetBytes(payload), signature));

    [Theory]
    [MemberData(nameof(Ed25519Vectors))]
    public void Ed25519_OfAPublishedPayload_IsAccepted(string payload, string signature)
    {
        var key = KeyOf(DefaultScenario.Ed25519Key);

        Assert.True(key.Verifies(Encoding.UTF8.GetBytes(payload), signature));
        Assert.False(key.Verifies(Encoding.UTF8.GetBytes(payload + "0"), signature));
    }

    [Theory]
    [InlineData("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b72")]
    [InlineData("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b7")]
    [InlineData("zzdb56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71")]
    [InlineData("")]
    public void Hmac_ThatIsNone_IsRefused(string signature) =>
        Assert.False(KeyOf(Key).Verifies(Encoding.UTF8.GetBytes(Published), signature));

    [Theory]
    [InlineData("symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.10&recvWindow=5000&timestamp=1499827319559")]
    [InlineData("symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559&")]
    public void Hmac_OfAnotherPayload_IsRefused(string payload) => Assert.False(KeyOf(Key).Verifies(
        Encoding.UTF8.GetBytes(payload), "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"));

    [Fact]
    public void Rsa_RoundTrip_IsAcceptedAndAnotherPayloadIsNot()
    {
        using var rsa = RSA.Create(2_048);
        var key = KeyReader.Read(new KeyScenario { Key = "rsa", PublicKey = rsa.ExportSubjectPublicKeyInfoPem() }, "main");
        var signature = Convert.ToBase64String(rsa.SignData("timestamp=1"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.Equal(KeyType.Rsa, key.Type);
        Assert.True(key.Verifies("timestamp=1"u8, signature));
        Assert.False(key.Verifies("timestamp=2"u8, signature));
    }

    [Theory]
    [InlineData("symbol=A&timeInForce=GTC", "quantity=1&signature=ab", "symbol=A&timeInForce=GTCquantity=1")]
    [InlineData("signature=ab&symbol=A", "", "symbol=A")]
    [InlineData("symbol=A&signature=ab&side=BUY", "x=%2C", "symbol=A&side=BUYx=%2C")]
    public void SignedPart_OfQueryAndBody_IsWhatWasReceivedWithoutTheSignature(string query, string body, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(RequestText.SignedPart(query, body)));

    [Fact]
    public async Task Request_SignedBeforeItWasEncoded_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var time = TestServer.Noon.ToUnixTimeMilliseconds();
        var raw = $"symbols=BTCUSDT,ETHUSDT&timestamp={time}";
        var encoded = $"symbols=BTCUSDT%2CETHUSDT&timestamp={time}";

        var bad = await client.RawAsync(HttpMethod.Get, $"/sapi/v1/margin/isolated/account?{encoded}&signature={client.Sign(raw)}");
        var good = await client.RawAsync(HttpMethod.Get, $"/sapi/v1/margin/isolated/account?{encoded}&signature={client.Sign(encoded)}");

        Assert.Equal("400 -1022 Signature for this request is not valid.", bad.Refusal);
        Assert.Equal(200, good.Status);
    }

    [Fact]
    public async Task Request_WithQueryAndBody_IsTakenAndTheQueryWins()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var query = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01";
        var body = $"quantity=5&price=60000&timestamp={TestServer.Noon.ToUnixTimeMilliseconds()}";
        using var content = new StringContent($"{body}&signature={client.Sign(query + body)}", Encoding.ASCII, "application/x-www-form-urlencoded");

        var order = await client.RawAsync(HttpMethod.Post, $"/api/v3/order?{query}", content);

        Assert.Equal((200, "0.01000000"), (order.Status, order["origQty"]));
    }

    [Fact]
    public void EveryParameterName_KnownToTheTable_IsUniqueWithinItsEndpoint() => Assert.All(
        new Executor.Simulator.Server.Endpoints.EndpointTable(new SwitchScenario()).All,
        endpoint => Assert.Equal(endpoint.Parameters.Select(spec => spec.Name).Distinct(), endpoint.Parameters.Select(spec => spec.Name)));

    private static ApiKey KeyOf(string id) => new KeyRing(DefaultScenario.Create().Customers).Find(id)!;
}
