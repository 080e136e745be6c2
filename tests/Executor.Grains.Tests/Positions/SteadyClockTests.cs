using Executor.Grains.Tests.Cluster;
using Executor.Grains.Time;

namespace Executor.Grains.Tests.Positions;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void UtcNow_WhenTheWallClockIsSetBack_GoesOnAtHalfSpeedUntilItIsCaughtUp()
    {
        var wall = new SteppingClock(Start);
        var clock = new SteadyClock(wall);
        wall.Step = TimeSpan.FromSeconds(-10);

        wall.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(Start.AddSeconds(4), clock.UtcNow);
        wall.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(Start.AddSeconds(10), clock.UtcNow); // agrees with the wall clock again
        wall.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Start.AddSeconds(11), clock.UtcNow);
    }

    [Fact]
    public void UtcNow_WhenTheWallClockIsSetForward_FollowsAtOnce()
    {
        var wall = new SteppingClock(Start);
        var clock = new SteadyClock(wall);

        wall.Step = TimeSpan.FromHours(1);

        Assert.Equal(Start.AddHours(1), clock.UtcNow);
    }
}
