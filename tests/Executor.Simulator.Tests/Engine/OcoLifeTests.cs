using Executor.Core.Exchange;

namespace Executor.Simulator.Tests.Engine;

public sealed class OcoLifeTests
{
    [Fact]
    public void SellOco_WhenPlaced_AnnouncesBothLegsInOneList()
    {
        var bench = new Bench(btc: 1m);

        var legs = bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        Assert.Equal(["oco-tp", "oco-sl"], legs.Select(leg => leg.ClientOrderId));
        Assert.Equal([0L, 0L], legs.Select(leg => leg.OrderListId!.Value));
        Assert.Equal([true, false], legs.Select(leg => leg.IsWorking));
        Assert.Equal([OrderStatus.New, OrderStatus.New], bench.Engine.DrainEvents().Select(report => report.Status));
    }

    [Fact]
    public void SellOco_WhenTheStopTriggers_LimitLegExpiresFirstAndTheStopSells()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));
        bench.Engine.DrainEvents();

        bench.Walk(59_000m);

        Assert.Equal(
            [("oco-tp", OrderStatus.Expired, "OCO_TRIGGER"), ("oco-sl", OrderStatus.Filled, null)],
            bench.Engine.DrainEvents().Select(report => (report.ClientOrderId, report.Status, report.ExpiryReason)));
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
    }

    [Fact]
    public void SellOco_WhenTheStopGapsThroughItsLimit_OnlyTheUnfilledStopIsLeft()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        bench.Jump(59_000m);

        Assert.Equal("oco-sl", Assert.Single(bench.Engine.OpenOrdersOf(Bench.Symbol)).ClientOrderId);
        Assert.Equal(new Balance("BTC", 0m, 1m), bench.Btc);
        bench.Cancel("oco-sl");
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
    }

    [Fact]
    public void SellOco_WhenTheTargetFills_StopLegExpires()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        bench.Walk(65_000m);

        Assert.Equal((OrderStatus.Filled, OrderStatus.Expired), (bench.Now("oco-tp").Status, bench.Now("oco-sl").Status));
        Assert.Equal(63_936m, bench.Usdt.Free);
        Assert.False(bench.Engine.HasOpenOrders(Bench.Symbol));
    }

    [Fact]
    public void BuyOco_WhenPlaced_LocksTheLargerLegOnceAndKeepsWhatTheOtherNeeds()
    {
        var bench = new Bench(usdt: 10_000m);
        bench.Accepted(Draft.BuyOco(0.1m, 62_000m, 60_000m));
        Assert.Equal(new Balance("USDT", 3_799.998m, 6_200.002m), bench.Usdt);

        bench.Walk(59_999m);

        Assert.Equal(new Balance("USDT", 4_000m, 0m), bench.Usdt);
        Assert.Equal(OrderStatus.Expired, bench.Now("oco-sl").Status);
    }

    [Theory]
    [InlineData("oco-tp")]
    [InlineData("oco-sl")]
    public void Oco_WhenEitherLegIsCancelled_BothGoAndFundsAreFree(string leg)
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        var cancelled = Bench.Orders(bench.Cancel(leg));

        Assert.Equal([OrderStatus.Canceled, OrderStatus.Canceled], cancelled.Select(order => order.Status));
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
        Bench.Refused(-2011, "Unknown order sent.", bench.Cancel(leg));
    }

    [Fact]
    public void W3_TakeProfitThenStop_WhenOneListHoldsBoth_NeverSellsTheSameQuantityTwice()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(0.5m, 62_000m, 60_000m, "first"));
        bench.Accepted(Draft.SellOco(0.5m, 64_000m, 60_000m, "second"));

        bench.Walk(62_500m);
        bench.Walk(59_000m);

        Assert.Equal([0.5m, 0.5m], bench.Engine.TradesOf(Bench.Symbol).Select(fill => fill.Quantity));
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
    }

    [Fact]
    public void EntryAndOco_WhenPriceGapsFivePercentThroughBoth_LeavesOneExitAndNoOrder()
    {
        var bench = new Bench(btc: 0.1m, usdt: 6_100m);
        bench.Accepted(new NewOco(
            "oco", Draft.Maker(OrderSide.Sell, 0.1m, 62_000m, "oco-tp"), Draft.Stop(OrderSide.Sell, 0.1m, 61_000m, "oco-sl")));
        bench.Accepted(Draft.Limit(OrderSide.Buy, 0.1m, 60_500m, "entry"));

        bench.Jump(58_187.50m);

        Assert.Equal(
            [("oco-sl", 58_187.49m), ("entry", 60_500m)],
            bench.Engine.TradesOf(Bench.Symbol).Select(fill => (
                bench.Engine.OrdersOf(Bench.Symbol).Single(order => order.OrderId == fill.OrderId).ClientOrderId, fill.Price)));
        Assert.False(bench.Engine.HasOpenOrders(Bench.Symbol));
        Assert.Equal(0.0999m, bench.Btc.Total);
    }
}
