using System.Collections.Concurrent;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Positions;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Positions;

/// <summary>What a position shows of itself is true at every moment, also between two steps.</summary>
public sealed class PositionViewTests
{
    [Fact]
    public async Task Cause_OfTheStopThatIsShown_IsItsOwnWhileTheNextIsStillOnItsWay()
    {
        await using var fleet = await TestFleet.StartAsync();
        var rules = fleet.Profiles[TestFleet.Symbol].Rules;
        var shown = new ConcurrentQueue<(StopCause Wanted, PositionView View)>();
        fleet.Faults.AfterWrite = state =>
        {
            if (state is PositionState { Trade: { Legs.IsEmpty: false } trade } position)
                shown.Enqueue((trade.StopCause, PositionViews.Of(position, rules, null)));
            return Task.CompletedTask;
        };
        await fleet.SignalAsync();
        await fleet.PumpAsync();

        fleet.Paper.MovePrice(TestFleet.Symbol, 95_191m, fleet.Clock.GetUtcNow());
        await fleet.PumpAsync();

        Assert.Contains(shown, each => each.Wanted == StopCause.BreakEven && each.View.Stop < each.View.Entry); // wanted, and not there yet
        Assert.All(shown, each => Assert.Equal(each.View.Stop < each.View.Entry ? "Initial" : "BreakEven", each.View.StopCause));
        Assert.Equal("BreakEven", shown.Last().View.StopCause);
    }

    [Fact]
    public async Task Detail_OfAQuarantine_IsCutWhenALongListIsGiven()
    {
        await using var fleet = await TestFleet.StartAsync();

        await fleet.Position().QuarantineAsync("FIRST_LIVE_START", string.Concat(Enumerable.Repeat("An order that nothing explains. ", 50)), CancellationToken.None);

        Assert.Equal("FIRST_LIVE_START: ".Length + 1_000, (await fleet.ViewAsync()).HoldDetail!.Length);
        Assert.EndsWith("…", (await fleet.ViewAsync()).HoldDetail, StringComparison.Ordinal);
    }
}
