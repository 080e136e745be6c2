using Executor.Core.Market;

namespace Executor.Core.Tests.Market;

public sealed class FeedTableTests
{
    [Fact]
    public void Load_OneUnreadableTime_LosesThatRowOnly()
    {
        var feed = FeedTable.Load("Timestamp,ClosePrice\n2025-01-01 00:00,1\nsoon,2\n2025-01-01 00:02,3\n");

        Assert.Equal([1m, 3m], feed.Bars.Select(bar => bar.Close));
        Assert.Equal((1, null), (feed.RowsDropped, feed.Problem));
    }

    [Fact]
    public void Load_MissingHighAndLow_TakesThePriceOfTheRow()
    {
        var feed = FeedTable.Load("LowPrice,Timestamp,AvgPrice\n,2025-01-01 00:00,5\nbad,2025-01-01 00:01,6\n4,2025-01-01 00:02,7\n");

        Assert.Equal([(5m, 5m), (6m, 6m), (7m, 4m)], feed.Bars.Select(bar => (bar.High, bar.Low)));
    }

    [Fact]
    public void Load_UnsortedRows_AreSortedAndEqualTimesKeepTheirOrder()
    {
        var feed = FeedTable.Load("Timestamp,Close\n2025-01-01 00:02,1\n2025-01-01 00:01,2\n2025-01-01 00:02,3\n");

        Assert.Equal([2m, 1m, 3m], feed.Bars.Select(bar => bar.Close));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Time,ClosePrice\n2025-01-01,1\n")]
    [InlineData("Timestamp,HiPrice\n2025-01-01,1\n")]
    public void Load_NeededColumnMissing_IsNoTable(string text)
    {
        var feed = FeedTable.Load(text);

        Assert.Empty(feed.Bars);
        Assert.NotNull(feed.Problem);
    }
}
