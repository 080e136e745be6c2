using System.Text;
using Executor.Core.Market;

namespace Executor.Core.Tests.Market;

public sealed class FeedTailTests
{
    [Fact]
    public void TryRead_FileStillWritten_LeavesTheUnterminatedLineOut()
    {
        var content = Encoding.UTF8.GetBytes($"{FeedFormat.Header}\n{Row("3.25")}\n{Row("4.5")}");

        Assert.True(FeedTail.TryRead(content, FeedColumn.Low, 5, isComplete: false, out var growing, out _));
        Assert.True(FeedTail.TryRead(content, FeedColumn.Low, 5, isComplete: true, out var whole, out _));
        Assert.Equal([3.25m], growing);
        Assert.Equal([3.25m, 4.5m], whole);
    }

    [Fact]
    public void TryRead_ManyBadLines_HideNoGoodOnes()
    {
        var junk = string.Concat(Enumerable.Repeat("junk\n", 50));
        var content = Encoding.UTF8.GetBytes($"{FeedFormat.Header}\n{Row("1")}\n{Row("2")}\n{Row("3")}\n{junk}");

        Assert.True(FeedTail.TryRead(content, FeedColumn.Low, 2, isComplete: false, out var values, out _));
        Assert.Equal([2m, 3m], values);
    }

    [Fact]
    public void W29_WrongHeader_IsAnAnswerAndNotAnException()
    {
        var content = Encoding.UTF8.GetBytes($"Timestamp,Close\n{Row("1")}\n");

        Assert.False(FeedTail.TryRead(content, FeedColumn.Low, 2, isComplete: false, out var values, out var problem));
        Assert.Empty(values);
        Assert.StartsWith("the header must be", problem, StringComparison.Ordinal);
    }

    private static string Row(string low) => $"2025-01-01 00:00:00,1,1,1,1,0,9,9,9,{low}";
}
