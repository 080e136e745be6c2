using CsCheck;
using Executor.Exchange.Budget;

namespace Executor.Exchange.Tests.Budget;

public sealed class BudgetBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly RequestLane[] Lanes = [RequestLane.Query, RequestLane.Entry, RequestLane.Close, RequestLane.Protective];

    private static BudgetOptions Small => new() { WeightPerMinute = 100, OrdersPerTenSeconds = 10, OrdersPerDay = 50 };

    private static LimitCharge[] Charge(int weight, int orders = 0) => orders == 0
        ? [new(LimitKey.Weight, weight)]
        : [new(LimitKey.Weight, weight), new(LimitKey.OrdersShort, orders), new(LimitKey.OrdersDay, orders)];

    [Theory]
    [InlineData(RequestLane.Query, 60)]
    [InlineData(RequestLane.Entry, 70)]
    [InlineData(RequestLane.Close, 85)]
    [InlineData(RequestLane.Protective, 95)]
    public void EachLane_LeavesItsReserve(RequestLane lane, int room)
    {
        var book = new BudgetBook(Small);

        Assert.True(book.TryTake(lane, Charge(room), Start));
        Assert.False(book.TryTake(lane, Charge(1), Start));
        Assert.Equal(lane != RequestLane.Protective, book.TryTake(RequestLane.Protective, Charge(1), Start));
    }

    [Fact]
    public void TryTake_TakesAllOrNothing()
    {
        var book = new BudgetBook(Small);
        Assert.True(book.TryTake(RequestLane.Protective, Charge(1, 9), Start));

        Assert.False(book.TryTake(RequestLane.Protective, Charge(1, 1), Start));

        Assert.Equal(1, book.Used(LimitKey.Weight, Start));
        Assert.Equal([LimitKey.OrdersShort], book.Blocking(RequestLane.Protective, Charge(1, 1), Start));
    }

    [Fact]
    public void BlockedUntil_TellsWhenThereMayBeRoom_AndNeverForWhatExceedsTheLimit()
    {
        var book = new BudgetBook(Small);
        book.TryTake(RequestLane.Protective, Charge(95), Start);

        Assert.Equal(Start.AddSeconds(1), book.BlockedUntil(RequestLane.Protective, Charge(1), Start));
        Assert.Equal(DateTimeOffset.MaxValue, book.BlockedUntil(RequestLane.Protective, Charge(96), Start));
    }

    [Fact]
    public void Pause_WithoutATime_LastsToTheEndOfTheExchangesMinute()
    {
        var book = new BudgetBook(Small);

        Assert.Equal(Start.AddMinutes(1), book.Pause(Start.AddSeconds(20), null));

        Assert.False(book.TryTake(RequestLane.Protective, Charge(1), Start.AddSeconds(59.9)));
        Assert.True(book.TryTake(RequestLane.Query, Charge(1), Start.AddSeconds(60)));
    }

    [Fact]
    public void Pause_IsNotShortenedByALaterAnswer()
    {
        var book = new BudgetBook(Small);
        book.Pause(Start, TimeSpan.FromSeconds(120));

        Assert.Equal(Start.AddSeconds(120), book.Pause(Start, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void PauseOrders_StopsOrdersAlone()
    {
        var book = new BudgetBook(Small);

        Assert.Equal(Start.AddSeconds(10), book.PauseOrders(LimitKey.OrdersShort, Start.AddSeconds(3), null));

        Assert.False(book.TryTake(RequestLane.Protective, Charge(1, 1), Start.AddSeconds(4)));
        Assert.True(book.TryTake(RequestLane.Query, Charge(1), Start.AddSeconds(4)));
        Assert.True(book.TryTake(RequestLane.Protective, Charge(1, 1), Start.AddSeconds(10)));
    }

    [Fact]
    public void NoMinuteHoldsMoreThanTheLimit_AndNothingLowerPassesWhereAHigherLaneIsRefused() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 3], Gen.Int[1, 40], Gen.Int[0, 3]).Array[1, 120].Sample(requests =>
        {
            var book = new BudgetBook(Small);
            var taken = new List<(DateTimeOffset At, int Weight, int Orders)>();
            var now = Start;
            foreach (var (pause, lane, weight, orders) in requests)
            {
                now += TimeSpan.FromMilliseconds(pause);
                var wouldPass = Lanes.Select(other => book.BlockedUntil(other, Charge(weight, orders), now) is null).ToArray();
                Assert.Equal(wouldPass.Order(), wouldPass); // once a lane passes, all above it do
                if (book.TryTake(Lanes[lane], Charge(weight, orders), now))
                {
                    taken.Add((now, weight, orders));
                }
            }

            // Every window, wherever it begins: the exchange's may begin anywhere seen from our clock.
            Assert.All(taken, first =>
            {
                Assert.InRange(taken.Where(use => use.At >= first.At && use.At < first.At.AddMinutes(1)).Sum(use => use.Weight), 0, 100);
                Assert.InRange(taken.Where(use => use.At >= first.At && use.At < first.At.AddSeconds(10)).Sum(use => use.Orders), 0, 10);
            });
            Assert.InRange(taken.Sum(use => use.Orders), 0, 50);
        });
}
