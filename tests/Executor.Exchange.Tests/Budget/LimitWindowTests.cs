using CsCheck;
using Executor.Exchange.Budget;

namespace Executor.Exchange.Tests.Budget;

public sealed class LimitWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly LimitWindow _window = new(TimeSpan.FromMinutes(1), 100);

    [Fact]
    public void Use_ExpiresAfterTheInterval()
    {
        _window.Add(40, Start);
        _window.Add(20, Start.AddSeconds(30));

        Assert.Equal(60, _window.UsedAt(Start.AddSeconds(60)));
        Assert.Equal(20, _window.UsedAt(Start.AddSeconds(61)));
        Assert.Equal(0, _window.UsedAt(Start.AddSeconds(91)));
    }

    [Fact]
    public void Observe_CountsOthersOnce()
    {
        _window.Add(10, Start);
        _window.Observe(35, Start.AddSeconds(1));
        _window.Observe(35, Start.AddSeconds(2));
        _window.Observe(12, Start.AddSeconds(3)); // an older answer that comes late

        Assert.Equal(35, _window.UsedAt(Start.AddSeconds(3)));
    }

    [Fact]
    public void Observe_InTheNextMinuteOfTheExchange_BeginsFromNothing()
    {
        _window.Add(10, Start.AddSeconds(59));
        _window.Observe(5, Start.AddSeconds(60));

        Assert.Equal(15, _window.UsedAt(Start.AddSeconds(60)));
    }

    [Fact]
    public void Refund_TakesBackWhatIsThereAndNotMore()
    {
        _window.Add(10, Start);
        _window.Refund(4, Start, Start.AddSeconds(1));
        _window.Refund(40, Start, Start.AddSeconds(2));
        _window.Refund(1, Start.AddSeconds(-200), Start.AddSeconds(2));

        Assert.Equal(0, _window.UsedAt(Start.AddSeconds(2)));
    }

    [Fact]
    public void UseOfOthers_EndsWithTheWindowOfTheExchange_AndOurOwnAfterTheInterval()
    {
        _window.Add(10, Start.AddSeconds(50));
        _window.Observe(80, Start.AddSeconds(50));

        Assert.Equal(80, _window.UsedAt(Start.AddSeconds(60.9))); // its clock may be a little behind
        Assert.Equal(10, _window.UsedAt(Start.AddSeconds(61)));
        _window.Observe(30, Start.AddSeconds(61));
        Assert.Equal(40, _window.UsedAt(Start.AddSeconds(109)));
        Assert.Equal(0, _window.UsedAt(Start.AddSeconds(121)));
        Assert.Equal(Start.AddMinutes(1), _window.EndOfWindow(Start.AddSeconds(59)));
    }

    [Fact]
    public void ClockSetBack_FreesNothing_AndHoldsNothingForLongerThanTheInterval()
    {
        _window.Add(10, Start.AddMinutes(5));

        Assert.Equal(10, _window.UsedAt(Start));
        Assert.Equal(0, _window.UsedAt(Start.AddSeconds(61)));
    }

    [Fact]
    public void AnyUse_IsCountedForAtLeastTheIntervalAndForgottenSoonAfter() => Gen.Select(Gen.Int[1, 5].Array[1, 40], Gen.Int[0, 8000].Array[40])
        .Sample((amounts, pauses) =>
        {
            var window = new LimitWindow(TimeSpan.FromSeconds(10), 1000);
            var uses = new List<(DateTimeOffset At, int Amount)>();
            var now = Start;
            for (var i = 0; i < amounts.Length; i++)
            {
                now += TimeSpan.FromMilliseconds(pauses[i]);
                window.Add(amounts[i], now);
                uses.Add((now, amounts[i]));
                var within = uses.Where(use => now - use.At < TimeSpan.FromSeconds(10)).Sum(use => use.Amount);
                var soon = uses.Where(use => now - use.At < TimeSpan.FromSeconds(10.2)).Sum(use => use.Amount);
                Assert.InRange(window.UsedAt(now), within, soon);
            }
        });
}
