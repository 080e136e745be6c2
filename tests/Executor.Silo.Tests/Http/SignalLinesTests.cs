using System.Text;
using Executor.Silo.Http;

namespace Executor.Silo.Tests.Http;

public sealed class SignalLinesTests
{
    [Theory]
    [InlineData("{\"a\":1}", new[] { "{\"a\":1}" })]
    [InlineData("{\n  \"a\": 1\r\n}\n", new[] { "{   \"a\": 1  }" })]
    [InlineData("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", new[] { "{\"a\":1}", "{\"a\":2}", "{\"a\":3}" })]
    [InlineData("not json\n{\"a\":1}\n", new[] { "not json", "{\"a\":1}" })]
    [InlineData(" \r\n\n", new string[0])]
    [InlineData("", new string[0])]
    public void Split_WhenGivenABody_FindsItsObjects(string body, string[] lines) =>
        Assert.Equal(lines, SignalLines.Split(Encoding.UTF8.GetBytes(body)).Select(Encoding.UTF8.GetString));
}
