using Executor.Exchange.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Time;

public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly WallClock _time = new(Start);
    private TimeSpan _ahead = TimeSpan.FromSeconds(7);
    private int _readings;
    private bool _isSilent;
    private TaskCompletionSource? _held;
    private readonly TaskCompletionSource _asked = new();

    /// <summary>A clock that can be set without moving the monotonic one.</summary>
    private sealed class WallClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public TimeSpan SetBy { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private ServerClock Create(ServerClockOptions? options = null) => new(_time, ReadAsync, options ?? new ServerClockOptions(), NullLogger<ServerClock>.Instance);

    private async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        _readings++;
        _asked.TrySetResult();
        if (_held is { } held)
        {
            await held.Task.WaitAsync(cancellationToken);
        }

        if (_isSilent)
        {
            return null;
        }

        // The first reading is slow on the way back: its middle is a second late.
        var server = _time.GetUtcNow() + _ahead;
        _time.Advance(_readings == 1 ? TimeSpan.FromMilliseconds(400) : TimeSpan.FromMilliseconds(20));
        return server;
    }

    [Fact]
    public void Now_BeforeAnyReading_IsThisMachinesClockSlightlyEarly()
    {
        var clock = Create();

        Assert.Equal(Start - TimeSpan.FromMilliseconds(50), clock.Now);
        Assert.Null(clock.Offset);
    }

    [Fact]
    public async Task Ensure_First_TakesTheBestOfFiveReadingsAndStaysInThePast()
    {
        var clock = Create();

        await clock.EnsureAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, _readings);
        // Half of the shortest round trip (10 ms) is all that the offset can be wrong by.
        Assert.Equal(TimeSpan.FromSeconds(7) - TimeSpan.FromMilliseconds(10), clock.Offset);
        Assert.Equal(_time.GetUtcNow() + _ahead - TimeSpan.FromMilliseconds(60), clock.Now);
    }

    [Fact]
    public async Task Now_WhenThisMachinesClockIsSet_GoesOn()
    {
        var clock = Create();
        await clock.EnsureAsync(TestContext.Current.CancellationToken);
        var before = clock.Now;

        _time.SetBy += TimeSpan.FromHours(3);

        Assert.Equal(before, clock.Now);
    }

    [Fact]
    public async Task Ensure_WhenTheReadingIsOld_ReadsAgainWithoutWaiting()
    {
        var clock = Create(new ServerClockOptions { Samples = 1 });
        await clock.EnsureAsync(TestContext.Current.CancellationToken);
        _ahead = TimeSpan.FromSeconds(9);
        _held = new TaskCompletionSource();
        _time.Advance(TimeSpan.FromMinutes(3));

        await clock.EnsureAsync(TestContext.Current.CancellationToken);
        var joined = clock.SynchroniseAsync(TestContext.Current.CancellationToken);
        _held.SetResult();
        await joined;

        Assert.Equal(2, _readings);
        Assert.Equal(TimeSpan.FromSeconds(9) - TimeSpan.FromMilliseconds(10), clock.Offset);
    }

    [Fact]
    public async Task Synchronise_WithoutAnAnswer_KeepsWhatIsKnown()
    {
        var clock = Create();
        await clock.EnsureAsync(TestContext.Current.CancellationToken);
        var offset = clock.Offset;
        _isSilent = true;

        await clock.SynchroniseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(6, _readings);
        Assert.Equal(offset, clock.Offset);
    }

    [Fact]
    public async Task Ensure_WhenTheExchangeHoldsTheAnswer_GivesUpAfterTheTimeout()
    {
        var clock = Create();
        _held = new TaskCompletionSource();
        var waiting = clock.EnsureAsync(TestContext.Current.CancellationToken).AsTask();
        await _asked.Task;
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting;

        Assert.Null(clock.Offset);
    }
}
