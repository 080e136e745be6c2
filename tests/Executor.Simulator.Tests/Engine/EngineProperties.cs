using CsCheck;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class EngineProperties
{
    [Fact]
    public void Balances_AfterAnyTrading_AreFreeOfDebtLockedByOpenOrdersAndReconciledWithTrades() =>
        RandomTrading.Step.Array[1, 60].Sample(steps => Trade(steps, RandomTrading.Options), iter: 2_000);

    [Fact]
    public void Balances_WhenFeesArePaidInBnb_ReconcileToo() => RandomTrading.Step.Array[1, 60].Sample(
        steps => Trade(steps, RandomTrading.Options with { PayFeesInBnb = true, BnbPrice = 600m }), iter: 500);

    [Fact]
    public void Engine_WhenGivenTheSameCalls_GivesTheSameEventsAndState() => RandomTrading.Step.Array[1, 60].Sample(
        steps =>
        {
            var (one, other) = (RandomTrading.NewBench(), RandomTrading.NewBench());
            foreach (var step in steps)
            {
                step(one);
                step(other);
            }
            Assert.Equal(StateText.Of(one.Engine.Snapshot()), StateText.Of(other.Engine.Snapshot()));
            Assert.Equal(StateText.Of(one.Engine.DrainEvents()), StateText.Of(other.Engine.DrainEvents()));
        },
        iter: 300);

    [Fact]
    public void Engine_WhenRestoredFromItsState_GoesOnAsIfNothingHappened() => RandomTrading.Step.Array[2, 60].Sample(
        steps =>
        {
            var bench = RandomTrading.NewBench();
            foreach (var step in steps[..(steps.Length / 2)])
                step(bench);
            var restored = bench.Restored(RandomTrading.Options);
            bench.Engine.DrainEvents();
            foreach (var step in steps[(steps.Length / 2)..])
            {
                step(bench);
                step(restored);
            }
            Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(restored.Engine.Snapshot()));
            Assert.Equal(StateText.Of(bench.Engine.DrainEvents()), StateText.Of(restored.Engine.DrainEvents()));
        },
        iter: 300);

    [Fact]
    public void Walk_WhenCutIntoTicks_ChangesNothing() => RandomTrading.Step.Array[1, 20].Sample(
        steps =>
        {
            var (leaps, ticks) = (RandomTrading.NewBench(new EngineOptions()), RandomTrading.NewBench(new EngineOptions()));
            foreach (var step in steps)
            {
                step(leaps);
                step(ticks);
            }
            leaps.Walk(60_000m);
            ticks.Walk(60_000m);
            leaps.Walk(60_010m);
            for (var price = 60_000.01m; price <= 60_010m; price += 0.01m)
                ticks.Jump(price);
            Assert.Equal(Trades(leaps), Trades(ticks));
        },
        iter: 300);

    private static List<Fill> Trades(Bench bench) => [.. bench.Engine.TradesOf(Bench.Symbol)];

    private static void Trade(Action<Bench>[] steps, EngineOptions options)
    {
        var bench = RandomTrading.NewBench(options);
        foreach (var step in steps)
        {
            step(bench);
            var (btc, usdt) = Locks(bench);
            Assert.True(bench.Btc.Free >= 0m && bench.Usdt.Free >= 0m && bench.Engine.BalanceOf("BNB").Free >= 0m);
            Assert.Equal(btc, bench.Btc.Locked);
            Assert.Equal(usdt, bench.Usdt.Locked);
        }
        var orders = bench.Engine.OrdersOf(Bench.Symbol);
        var trades = bench.Engine.TradesOf(Bench.Symbol);
        Assert.Equal(2m + Flow(orders, trades, buys: 1m, "BTC", fill => fill.Quantity), bench.Btc.Total);
        Assert.Equal(150_000m + Flow(orders, trades, buys: -1m, "USDT", fill => fill.QuoteQuantity), bench.Usdt.Total);
        var paidInBnb = trades.Where(fill => fill.CommissionAsset == "BNB").Sum(fill => fill.Commission);
        Assert.Equal(0.05m - paidInBnb, bench.Engine.BalanceOf("BNB").Total);
        foreach (var order in orders)
            Assert.Equal(order.ExecutedQuantity, trades.Where(fill => fill.OrderId == order.OrderId).Sum(fill => fill.Quantity));
        var announced = bench.Engine.DrainEvents().SelectMany(report => report.Fills);
        Assert.Equal(trades.Select(fill => fill.TradeId), announced.Select(fill => fill.TradeId));
    }

    /// <summary>
    /// What the open orders should lock, from their reports alone: lists once, at the dearer leg; what waits nothing but what its working
    /// order has bought for it.
    /// </summary>
    private static (decimal Btc, decimal Usdt) Locks(Bench bench)
    {
        var open = bench.Engine.OpenOrdersOf(Bench.Symbol);
        var waiting = open.Where(order => order.Status == OrderStatus.PendingNew).Select(order => order.OrderListId!.Value).ToHashSet();
        var collected = waiting.Count == 0 ? 0m : bench.Engine.Snapshot().Lists.Where(list => waiting.Contains(list.Id)).Sum(list => list.Collected);
        var lists = open.Where(order => order.Status != OrderStatus.PendingNew).GroupBy(order => order.OrderListId ?? -order.OrderId - 1).ToList();
        return (collected + Sum(OrderSide.Sell, _ => 1m), Sum(OrderSide.Buy, order => (order.Price ?? order.StopPrice)!.Value));

        decimal Sum(OrderSide side, Func<OrderReport, decimal> each) => lists
            .Where(list => list.First().Side == side)
            .Sum(list => list.Max(order => each(order) * (order.Quantity - order.ExecutedQuantity)));
    }

    private static decimal Flow(
        IReadOnlyCollection<OrderReport> orders, IEnumerable<Fill> trades, decimal buys, string asset, Func<Fill, decimal> amount)
    {
        var sides = orders.ToDictionary(order => order.OrderId, order => order.Side);
        return trades.Sum(fill => Traded(fill) - (fill.CommissionAsset == asset ? fill.Commission : 0m));

        decimal Traded(Fill fill) => (sides[fill.OrderId] == OrderSide.Buy ? buys : -buys) * amount(fill);
    }
}
