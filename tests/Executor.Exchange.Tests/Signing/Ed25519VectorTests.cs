using Executor.Exchange.Signing;

namespace Executor.Exchange.Tests.Signing;

/// <summary>Vectors E1 to E5 of the protocol sheet, section 10.2, and what else may be handed in as a key.</summary>
public sealed class Ed25519VectorTests
{
    private const string Pem = $"-----BEGIN PRIVATE KEY-----\n{Vectors.Ed25519PrivateKey}\n-----END PRIVATE KEY-----\n";

    [Fact]
    public void E1_Published() => Assert.Equal(
        "4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA==",
        Vectors.Ed25519.Sign("A\u0001EXAMPLE\u0001SPOT\u00011\u000120240627-11:17:25.223"));

    [Fact]
    public void E2_PlainOrder() => Assert.Equal(
        "WfzGnDebxAC6/SQQ8IgxO2A8zV0I3v3OTWs0IkFAqkrVzaUtwtzJI7VQf3QCKbPbYawE7LohsWhJm55b7ZPBAQ==",
        Vectors.Ed25519.Sign(Vectors.Limit("LTCBTC").ToEncodedText()));

    [Fact]
    public void E2_InAnAddress_IsPercentEncoded() => Assert.EndsWith(
        "&signature=WfzGnDebxAC6%2FSQQ8IgxO2A8zV0I3v3OTWs0IkFAqkrVzaUtwtzJI7VQf3QCKbPbYawE7LohsWhJm55b7ZPBAQ%3D%3D",
        RequestSignatures.SignRest(Vectors.Limit("LTCBTC").ToEncodedText(), Vectors.Ed25519),
        StringComparison.Ordinal);

    [Fact]
    public void E3_NonAsciiSymbol() => Assert.Equal(
        "k5QNXt6rcJ68tOWoxhnl2ay2jkxe0/mK3Ci17szQxF6xGy9ZYcE6dXRSSlUWK/LXDPU0/bqWoOu98pxYZbXHAA==",
        Vectors.Ed25519.Sign(Vectors.Limit("１２３４５６").ToEncodedText()));

    [Fact]
    public void E4_Borrow() => Assert.Equal(
        "JDi9QcYJePGcZ+aOQx074/A2dnxxwTwNDeP/bG3wUzEMPe7UeC0z3mDendN9lULZvkrsLjVE2wbRncr2ZCxMDg==",
        Vectors.Ed25519.Sign(Vectors.Borrow.ToEncodedText()));

    [Fact]
    public void E5_SessionLogon() => Assert.Equal(
        "6Ymy4mVSRXallvcnU9MTrSwO/CG1Wpxcr45pHymuqjbrYzm2dNIQqvsMm9+7aCgx75bVgBKkt15asmQPtoR6Bg==",
        Vectors.SignatureIn(RequestSignatures.SignWebSocket(new RequestParameters().Add("timestamp", 1764000000000L), Vectors.Ed25519)));

    [Theory]
    [InlineData(Pem)]
    [InlineData("  " + Vectors.Ed25519PrivateKey + "\r\n")]
    public void Create_TakesPemAndBase64(string secret) => Assert.Equal(
        Vectors.Ed25519.Sign("timestamp=1"), ApiCredentials.Create(ApiKeyType.Ed25519, Vectors.HmacKey, secret).Sign("timestamp=1"));

    [Theory]
    [InlineData("")]
    [InlineData("not base64 at all!")]
    [InlineData("AAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGUIKv9dSpWXBViXp2m6vAIb8QMFJYBgyFEQsFJlqgA0=\n-----END PUBLIC KEY-----")]
    public void Create_UnreadableKey_IsRefusedWithoutRepeatingIt(string secret)
    {
        var refused = Assert.Throws<ArgumentException>(() => ApiCredentials.Create(ApiKeyType.Ed25519, Vectors.HmacKey, secret));

        Assert.Contains("PKCS#8", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MC4CAQ", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_KeyOfAnotherAlgorithm_IsRefused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);

        var refused = Assert.Throws<ArgumentException>(() => ApiCredentials.Create(ApiKeyType.Ed25519, Vectors.HmacKey, other.ExportPkcs8PrivateKeyPem()));

        Assert.Contains("another algorithm", refused.Message, StringComparison.Ordinal);
    }
}
