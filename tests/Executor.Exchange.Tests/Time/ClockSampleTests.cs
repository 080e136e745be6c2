using Executor.Exchange.Time;

namespace Executor.Exchange.Tests.Time;

public sealed class ClockSampleTests
{
    private static readonly DateTimeOffset Server = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Origin_TakesTheAnswerForHalfwayBetweenAskingAndAnswering()
    {
        var sample = new ClockSample(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.2), Server);

        Assert.Equal(Server - TimeSpan.FromSeconds(10.1), sample.Origin);
    }

    [Fact]
    public void Best_IsTheShortestRoundTrip()
    {
        ClockSample slow = new(TimeSpan.Zero, TimeSpan.FromSeconds(2), Server);
        ClockSample quick = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.1), Server.AddSeconds(3));

        Assert.Equal(quick, ClockSample.Best([slow, quick, slow]));
    }
}
