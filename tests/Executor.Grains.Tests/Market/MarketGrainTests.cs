using Executor.Core.Market;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Market;

public sealed class MarketGrainTests
{
    [Fact]
    public async Task AppendBars_WhenOneIsDatedInTheFuture_LeavesItOutAndTakesTheNextOne()
    {
        await using var fleet = await TestFleet.StartAsync();
        var (future, next) = (TestFleet.Start.AddSeconds(121), TestFleet.Start.AddMinutes(1));

        await fleet.Market().AppendBarsAsync([new Bar(future, 99_999m, 99_999m, 99_999m), new Bar(next, 95_002m, 95_000m, 95_001m)], CancellationToken.None);

        var snapshot = await fleet.Market().GetSnapshotAsync(1, CancellationToken.None);
        Assert.Equal((next, 95_001m), (snapshot.Bars[0].Time, snapshot.Bars[0].Close));
    }

    [Fact]
    public async Task Quote_WhenItIsDatedInTheFuture_IsLeftOutAndTheNextOneTaken()
    {
        await using var fleet = await TestFleet.StartAsync();
        var future = new Quote(99_999m, 99_999m, 99_999m, TestFleet.Start.AddSeconds(121));
        var next = new Quote(95_001m, 95_001m, 95_001m, TestFleet.Start.AddSeconds(1));

        await fleet.Market().QuoteAsync(future, CancellationToken.None);
        await fleet.Market().QuoteAsync(next, CancellationToken.None);

        Assert.Equal(next, (await fleet.Market().GetSnapshotAsync(0, CancellationToken.None)).Quote);
    }
}
