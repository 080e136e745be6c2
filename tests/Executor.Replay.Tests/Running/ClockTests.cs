using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Replay.Running;

namespace Executor.Replay.Tests.Running;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Now = Scenario.Midnight;
    private readonly TickTimers _timers = new(new SymbolSettings { Symbol = "BTCUSDT" });

    [Fact]
    public void Timers_WhileATradeLives_TickAtTheirCadences()
    {
        _timers.Set(isLive: true, PositionSchedule.Idle, Now);

        Assert.Equal(Now.AddSeconds(15), _timers.Next);
        Assert.Null(_timers.TakeDue(Now.AddSeconds(14)));
        Assert.Equal(Cadence.Manage, _timers.TakeDue(Now.AddSeconds(15)));
        Assert.Equal(Now.AddSeconds(20), _timers.Next);
        Assert.Equal(Cadence.Trail, _timers.TakeDue(Now.AddSeconds(20)));
        Assert.Equal(Now.AddSeconds(30), _timers.Next);
    }

    [Fact]
    public void Timers_WhenFlatAgain_Stop()
    {
        _timers.Set(isLive: true, PositionSchedule.Idle, Now);

        _timers.Set(isLive: false, PositionSchedule.Idle, Now);

        Assert.Null(_timers.Next);
    }

    [Fact]
    public void Wish_WhenGrantedAndRepeatedUnchanged_IsNotGrantedAgain()
    {
        var wish = new PositionSchedule(Now.AddSeconds(3), null, null);
        _timers.Set(isLive: false, wish, Now);

        Assert.Equal(Cadence.Manage, _timers.TakeDue(Now.AddSeconds(3)));
        _timers.Set(isLive: false, wish, Now.AddSeconds(3));
        Assert.Null(_timers.Next);

        _timers.Set(isLive: false, wish with { WakeAt = Now.AddSeconds(4) }, Now.AddSeconds(3));
        Assert.Equal(Now.AddSeconds(4), _timers.Next);
    }

    [Fact]
    public void Watch_OnThePathOfThePrice_IsTheNextStop()
    {
        var watch = new PriceWatch();
        watch.Set(new PositionSchedule(null, AtOrBelow: 99m, AtOrAbove: 101m));

        Assert.Equal(99m, watch.Next(from: 100m, to: 98m));
        Assert.Equal(101m, watch.Next(from: 100m, to: 101m));
        Assert.Null(watch.Next(from: 100m, to: 99.01m));
        Assert.Null(watch.Next(from: 99m, to: 98m));
    }

    [Fact]
    public void Watch_WhilePriceStaysBeyondIt_TicksOnce()
    {
        var watch = new PriceWatch();
        watch.Set(new PositionSchedule(null, AtOrBelow: 99m, AtOrAbove: null));

        Assert.Equal([false, true, false, false, true], new[] { 100m, 99m, 98m, 100m, 98m }.Select(watch.TryFire));
        watch.Set(new PositionSchedule(null, AtOrBelow: 98.5m, AtOrAbove: null));
        Assert.True(watch.TryFire(98m));
    }
}
