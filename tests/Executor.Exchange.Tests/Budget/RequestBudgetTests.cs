using System.Diagnostics.Metrics;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Budget;

public sealed class RequestBudgetTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ExchangeTelemetry _telemetry;
    private readonly RequestBudget _budget;

    public RequestBudgetTests()
    {
        _telemetry = new ExchangeTelemetry(_services.GetRequiredService<IMeterFactory>());
        _budget = new RequestBudget(
            new BudgetOptions { WeightPerMinute = 100, OrdersPerTenSeconds = 10 }, new SameClock(_time), _time, _telemetry, NullLogger<RequestBudget>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _budget.Dispose();
        _telemetry.Dispose();
        _services.Dispose();
    }

    private static LimitCharge[] Weight(int weight) => [new(LimitKey.Weight, weight)];

    private Task<BudgetRefusal?> Enter(RequestLane lane, int weight, CancellationToken? token = null) => _budget.EnterAsync(lane, Weight(weight), token ?? Token).AsTask();

    [Fact]
    public async Task Enter_WithRoom_DoesNotWait()
    {
        Assert.Null(await Enter(RequestLane.Query, 60));
        Assert.Equal(60, _budget.Used(LimitKey.Weight));
    }

    [Fact]
    public async Task AfterAPause_HigherLanesGoFirst()
    {
        _budget.Pause(TimeSpan.FromSeconds(1));
        var order = new List<RequestLane>();
        var tasks = new[] { RequestLane.Query, RequestLane.Entry, RequestLane.Protective, RequestLane.Close }.Select(async lane =>
        {
            // Only one of them fits into what is left.
            var refusal = await Enter(lane, 51);
            lock (order)
            {
                if (refusal is null)
                {
                    order.Add(lane);
                }
            }
        }).ToArray();

        _time.Advance(TimeSpan.FromSeconds(1.1));
        await tasks[2];
        _time.Advance(TimeSpan.FromSeconds(5));
        await Task.WhenAll(tasks);

        Assert.Equal([RequestLane.Protective], order);
    }

    [Fact]
    public async Task Pause_LongerThanThePatience_RefusesAtOnceWithItsEnd()
    {
        _budget.Pause(TimeSpan.FromSeconds(30));

        foreach (var lane in Enum.GetValues<RequestLane>())
        {
            var refusal = await Enter(lane, 1);

            Assert.Equal((LocalRefusals.Paused, Start.AddSeconds(30)), (refusal!.Code, refusal.Until));
            Assert.Equal("Not sent: the exchange asked all callers to pause until 12:00:30.000 UTC. Try again then.", refusal.Message);
        }
    }

    [Fact]
    public async Task FullLimit_RefusesAfterThePatience()
    {
        Assert.Null(await Enter(RequestLane.Protective, 95));
        var waiting = Enter(RequestLane.Protective, 1);
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(LocalRefusals.OverBudget, (await waiting)!.Code);
        Assert.Equal(95, _budget.Used(LimitKey.Weight));
    }

    [Fact]
    public async Task Refund_LetsAWaiterGo()
    {
        Assert.Null(await Enter(RequestLane.Protective, 95));
        var waiting = Enter(RequestLane.Protective, 10);

        _budget.Refund(Weight(20), Start);

        Assert.Null(await waiting);
        Assert.Equal(85, _budget.Used(LimitKey.Weight));
    }

    [Fact]
    public async Task NobodyOvertakesAWaiterOfItsLane_OnTheLimitItWaitsFor()
    {
        Assert.Null(await Enter(RequestLane.Protective, 90));
        var large = Enter(RequestLane.Protective, 10);
        var small = Enter(RequestLane.Protective, 1);

        Assert.False(small.IsCompleted);
        Assert.Null(await _budget.EnterAsync(RequestLane.Protective, [new(LimitKey.OrdersShort, 1)], Token)); // another limit
        _budget.Refund(Weight(10), Start);
        await Task.WhenAll(large, small);

        Assert.Equal(91, _budget.Used(LimitKey.Weight));
    }

    [Fact]
    public async Task Cancelled_LeavesWithoutACharge()
    {
        Assert.Null(await Enter(RequestLane.Protective, 95));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Enter(RequestLane.Protective, 1, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, _budget.Used(LimitKey.Weight));
    }

    [Fact]
    public async Task OrderPause_LetsCancelsPass()
    {
        _budget.PauseOrders(LimitKey.OrdersShort, TimeSpan.FromSeconds(5));

        Assert.NotNull(await _budget.EnterAsync(RequestLane.Protective, [new(LimitKey.Weight, 1), new(LimitKey.OrdersShort, 1)], Token));
        Assert.Null(await Enter(RequestLane.Protective, 1));
    }

    [Fact]
    public async Task PublishedLimit_CountsFromThenOn()
    {
        _budget.SetLimit(LimitKey.Weight, 10);
        _budget.SetLimit(LimitKey.Weight, 0);

        Assert.Null(await Enter(RequestLane.Query, 6));
        var refused = Enter(RequestLane.Query, 1);
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.NotNull(await refused);
    }

    private sealed class SameClock(TimeProvider time) : IServerClock
    {
        public DateTimeOffset Now => time.GetUtcNow();

        public TimeSpan? Offset => TimeSpan.Zero;

        public ValueTask EnsureAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public Task SynchroniseAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
