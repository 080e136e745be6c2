using System.Text;
using CsCheck;
using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Tests.Streams.Sockets;

public sealed class FrameTests
{
    [Fact]
    public void Parts_AreCutOutAsTheyStand()
    {
        var frame = Read("""{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","id":7}, "unknown":[{"id":8}],"id":"12"}""");

        Assert.Equal("\"btcusdt@aggTrade\"", Text(frame.Stream));
        Assert.Equal("""{"e":"aggTrade","id":7}""", Text(frame.Data));
        Assert.Equal(12, Frame.Number(frame.Id));
        Assert.True(frame.Type.IsEmpty);
        Assert.False(frame.IsAnswer);
    }

    [Theory]
    [InlineData("""{"id":3,"result":null}""", 200, 0, "")]
    [InlineData("""{"id":3,"status":200,"result":{"subscriptionId":0}}""", 200, 0, """{"subscriptionId":0}""")]
    [InlineData("""{"subscriptionId":0,"expirationTime":1}""", 200, 0, """{"subscriptionId":0,"expirationTime":1}""")]
    [InlineData("""{"id":3,"status":401,"error":{"code":-2015,"msg":"no"}}""", 401, -2015, "")]
    [InlineData("""{"code":2,"msg":"Invalid request"}""", 400, 2, """{"code":2,"msg":"Invalid request"}""")]
    [InlineData("""{"error":{"code":3,"msg":"Invalid JSON"},"id":1}""", 400, 3, "")]
    public void Answers_OfBothKindsOfConnectionAreRead(string message, int status, int code, string result)
    {
        var answer = StreamAnswer.Of(Read(message));

        Assert.Equal((status, code, result), (answer.Status, answer.Code, Encoding.UTF8.GetString(answer.Result.Span)));
        Assert.Equal(code == 0, answer.IsSuccess);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":1")]
    [InlineData("{\"id\":1}{}")]
    [InlineData("{\"id\":}")]
    public void WhatIsNoObject_IsRefused(string message) => Assert.Throws<WireException>(() => Read(message).IsAnswer);

    [Fact]
    public void HostileBytes_AreReadOrRefused()
    {
        var seed = Encoding.UTF8.GetBytes("""{"id":1,"status":200,"result":{"subscriptionId":0},"error":{"code":-1,"msg":"x"},"stream":"a@b","data":{"u":1}}""");
        Gen.Select(Gen.Int[0, 200], Gen.Byte, Gen.Int[1, 200], Gen.Byte.Array[0, 40]).Sample(
            (place, value, length, tail) =>
            {
                byte[] bytes = [.. seed.Take(length), .. tail];
                bytes[place % bytes.Length] = value;
                try
                {
                    Assert.InRange(StreamAnswer.Of(Frame.Read(bytes)).Result.Length, 0, bytes.Length);
                }
                catch (WireException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            },
            iter: 20_000);
    }

    [Theory] // found by hostile input
    [InlineData("""{"id":1,"status":9223372036854775807}""")]
    [InlineData("""{"id":1,"status":-1}""")]
    [InlineData("""{"\udc00\ud800":1}""")]
    public void StatusThatIsNoneAndNamesThatAreNoText_AreNotUnderstood(string message) => Assert.Throws<WireException>(() => StreamAnswer.Of(Read(message)));

    private static Frame Read(string message) => Frame.Read(Encoding.UTF8.GetBytes(message));

    private static string Text(ReadOnlySpan<byte> part) => Encoding.UTF8.GetString(part);
}
