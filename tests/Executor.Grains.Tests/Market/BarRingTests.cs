using Executor.Core.Market;
using Executor.Grains.Market;

namespace Executor.Grains.Tests.Market;

public sealed class BarRingTests
{
    [Fact]
    public void Newest_WhenMoreWasAddedThanFits_GivesTheLastOnesOldestFirst()
    {
        var ring = new BarRing(3);
        for (var minute = 1; minute <= 5; minute++)
            Assert.True(ring.TryAdd(Minute(minute)));

        Assert.Equal([3m, 4m, 5m], ring.Newest(10).Select(bar => bar.Close));
        Assert.Equal([4m, 5m], ring.Newest(2).Select(bar => bar.Close));
        Assert.Empty(ring.Newest(0));
    }

    [Fact]
    public void TryAdd_OfARowThatIsNotNewer_ChangesNothing()
    {
        var ring = new BarRing(3);
        ring.TryAdd(Minute(2));

        Assert.False(ring.TryAdd(Minute(2)));
        Assert.False(ring.TryAdd(Minute(1)));
        Assert.Equal([2m], ring.Newest(3).Select(bar => bar.Close));
    }

    [Fact]
    public void Add_OfAPastThatIsToldAfterThePresent_PutsItBefore()
    {
        var ring = new BarRing(3);
        ring.Add([Minute(4)]);
        ring.Add([Minute(1), Minute(2), Minute(3), Minute(4), Minute(5)]);

        Assert.Equal([3m, 4m, 5m], ring.Newest(3).Select(bar => bar.Close));
    }

    private static Bar Minute(int minute) => new(DateTimeOffset.UnixEpoch.AddMinutes(minute), minute, minute, minute);
}
