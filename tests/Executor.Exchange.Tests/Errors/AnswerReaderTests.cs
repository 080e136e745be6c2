using System.Text;
using CsCheck;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;

namespace Executor.Exchange.Tests.Errors;

public sealed class AnswerReaderTests
{
    private static ApiAnswer Read(int status, string body) => AnswerReader.Read(status, Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"code\":200,\"msg\":\"success\"}")]
    public void JsonWithoutAnError_IsASuccess(string body) => Assert.IsType<ApiAnswer.Success>(Read(200, body));

    [Theory]
    [InlineData(200, "<html>ok</html>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"orderId\":1")]
    [InlineData(302, "")]
    [InlineData(403, "<html>Request blocked</html>")]
    [InlineData(502, "<html>Bad Gateway</html>")]
    [InlineData(503, "{}")]
    public void WithoutACodeAndWithoutProof_ItIsSilence(int status, string body) => Assert.IsType<ApiAnswer.Silent>(Read(status, body));

    [Fact]
    public void Code_IsReadAsNumberAndAsText()
    {
        foreach (var code in (string[])["-2010", "\"-2010\""])
        {
            var failed = Assert.IsType<ApiAnswer.Failed>(Read(400, $"{{\"code\":{code},\"msg\":\"Duplicate order sent.\"}}"));
            Assert.Equal((ErrorVerdict.Refused, -2010, "Duplicate order sent.", 400), (failed.Verdict, failed.Code, failed.Message, failed.Status));
        }
    }

    [Fact]
    public void CodeUnder200_CountsMoreThanTheStatus() =>
        Assert.Equal(ErrorVerdict.Unknown, Assert.IsType<ApiAnswer.Failed>(Read(200, "{\"code\":-1007,\"msg\":\"Timeout\"}")).Verdict);

    [Fact]
    public void HtmlUnder410_IsRefusedWithACodeOfOurs()
    {
        var failed = Assert.IsType<ApiAnswer.Failed>(Read(410, "<html>Gone</html>"));

        Assert.Equal((ErrorVerdict.Refused, -90_410, "HTTP 410 without an error code"), (failed.Verdict, failed.Code, failed.Message));
        Assert.True(failed.Body.IsEmpty);
    }

    [Theory]
    [InlineData("{\"code\":-2010,\"msg\":null}")]
    [InlineData("{\"code\":-2010}")]
    [InlineData("{\"code\":-2010,\"msg\":{\"a\":1}}")]
    [InlineData("{\"code\":-2010,\"msg\":\"\\ud800\"}")]
    public void WithoutALegibleText_TheStatusStandsIn(string body) =>
        Assert.Equal("HTTP 400 without an error code", Assert.IsType<ApiAnswer.Failed>(Read(400, body)).Message);

    [Theory]
    [InlineData("cannot route /api/v3/order?symbol=BTCUSDT&timestamp=1764000000123&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71")]
    [InlineData("key vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A is not known")]
    [InlineData("bad signature c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71.")]
    [InlineData("SIGNATURE=HcXvu1UCGvYqBfXzpHHKZAmDqMgBsVHkxPEsGD9h4%2BGEGpUnmcMEOIv6jbJNOR8%2Bn2N")]
    public void GatewayThatRepeatsARequest_ShowsNeitherKeyNorSignature(string text)
    {
        var shown = Assert.IsType<ApiAnswer.Failed>(Read(400, $"{{\"code\":-1100,\"msg\":\"{text}\"}}")).Message;

        Assert.Contains("[hidden]", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("c8db56825ae7", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("vmPUZE6mv9SD", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("HcXvu1UCGvYq", shown, StringComparison.Ordinal);
    }

    [Theory] // found by hostile input
    [InlineData("{\"\\udc00\\ud800\":-1,\"code\":-2010}")]
    [InlineData("{\"\\ud800\":-1}")]
    public void NamesThatAreNoText_AreNoJson(string body) => Assert.IsType<ApiAnswer.Silent>(Read(200, body));

    [Fact]
    public void Text_IsOneLineAndNotEndless()
    {
        var failed = Assert.IsType<ApiAnswer.Failed>(Read(400, $"{{\"code\":-1100,\"msg\":\"a\\nb{string.Concat(Enumerable.Repeat("x y ", 300))}\"}}"));

        Assert.Equal(200, failed.Message.Length);
        Assert.StartsWith("a bx", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"code\":-99999999999,\"msg\":\"x\"}")]
    [InlineData("{\"code\":-1.5,\"msg\":\"x\"}")]
    [InlineData("{\"code\":true,\"msg\":\"x\"}")]
    public void IllegibleCode_LeavesTheJudgementToTheStatus(string body) => Assert.Equal(-90_400, Assert.IsType<ApiAnswer.Failed>(Read(400, body)).Code);

    [Fact]
    public void AnyBytes_AreRead() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[100, 599])
        .Sample(pair => Assert.NotNull(AnswerReader.Read(pair.Item2, pair.Item1)), iter: 20_000);
}
