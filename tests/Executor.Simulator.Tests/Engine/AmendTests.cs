using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class AmendTests
{
    [Fact]
    public void Amend_WhenQuantityShrinks_KeepsIdAndFreesTheDifference()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        var amended = Assert.Single(Bench.Orders(bench.Amend("stop", 0.4m)));

        Assert.Equal((1L, 0.4m, OrderStatus.New), (amended.OrderId, amended.Quantity, amended.Status));
        Assert.Equal(new Balance("BTC", 0.6m, 0.4m), bench.Btc);
        Assert.Equal(0.4m, bench.Engine.DrainEvents()[^1].Quantity);
    }

    [Fact]
    public void Amend_WhenTheOrderIsALeg_BothLegsChange()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.SellOco(1m, 64_000m, 60_000m));

        var amended = Bench.Orders(bench.Amend("oco-tp", 0.4m));

        Assert.Equal([0.4m, 0.4m], amended.Select(order => order.Quantity));
        Assert.Equal(new Balance("BTC", 0.6m, 0.4m), bench.Btc);
    }

    [Theory]
    [InlineData("1", -2038, "The requested action would change no state; rejecting")]
    [InlineData("1.1", -2038, "Order amend (quantity increase) is not supported.")]
    [InlineData("0.000015", -1013, "Filter failure: LOT_SIZE")]
    [InlineData("0.00008", -1013, "Filter failure: NOTIONAL")]
    [InlineData("0.123456789", -1111, "Parameter 'newQty' has too much precision.")]
    public void Amend_WhenTheQuantityIsWrong_IsRefusedAndChangesNothing(string quantity, int code, string message)
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_900m));

        Bench.Refused(code, message, bench.Amend("stop", decimal.Parse(quantity)));
        Assert.Equal(1m, bench.Now("stop").Quantity);
    }

    [Fact]
    public void Amend_WhenThereIsNoSuchOrder_IsUnknown() =>
        Bench.Refused(-2038, "Unknown order sent.", new Bench().Amend("gone", 1m));

    [Fact]
    public void Amend_WhenTheSymbolTakesNone_IsRefused()
    {
        var bench = new Bench(btc: 1m, rules: Bench.Rules with { AmendAllowed = false });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 64_000m));

        Bench.Refused(-2038, "Order amend is not supported for this symbol.", bench.Amend("limit", 0.5m));
    }

    [Fact]
    public void Amend_WhenItHappenedTooOften_FailsTheCount()
    {
        var bench = new Bench(btc: 1m, rules: Bench.Rules with { MaxOrderAmends = 2 });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 64_000m));
        bench.Amend("limit", 0.9m);
        bench.Amend("limit", 0.8m);

        Bench.Refused(-2038, "Filter failure: MAX_NUM_ORDER_AMENDS", bench.Amend("limit", 0.7m));
    }

    [Fact]
    public void Amend_WhenAsMuchHasExecutedAlready_EndsTheOrder()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.3m) });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 62_000m));
        bench.Jump(62_000.01m);

        var ended = Assert.Single(Bench.Orders(bench.Amend("limit", 0.3m)));

        Assert.Equal((OrderStatus.Expired, 0.3m, 0.3m), (ended.Status, ended.Quantity, ended.ExecutedQuantity));
        Assert.Equal(new Balance("BTC", 0.7m, 0m), bench.Btc);
    }
}
