namespace Executor.Soak.Running;

/// <summary>What grows is told from what only fluctuates.</summary>
public sealed class TrendTests
{
    [Fact]
    public void Slope_IsThatOfTheSecondHalf()
    {
        var trend = new Trend();
        double[] values = [100, 180, 220, 230, 231, 233, 235, 237];
        for (var minute = 0; minute < values.Length; minute++)
            trend.Add(TimeSpan.FromMinutes(minute), values[minute]);

        Assert.Equal(2, trend.Slope, precision: 9);
        Assert.Equal((100, 237, 237), trend.Range);
    }

    [Fact]
    public void Slope_WithoutSamplesOrOfOneMoment_IsZero()
    {
        var once = new Trend();
        once.Add(TimeSpan.FromMinutes(1), 5);
        once.Add(TimeSpan.FromMinutes(1), 6);

        Assert.Equal(0, new Trend().Slope);
        Assert.Equal(0, once.Slope);
    }
}
