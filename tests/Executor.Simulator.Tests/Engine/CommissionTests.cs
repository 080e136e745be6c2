using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class CommissionTests
{
    [Fact]
    public void Commission_WhenItHasMoreThanEightDecimals_IsRoundedDown()
    {
        var bench = new Bench(usdt: 10_000m, options: new EngineOptions { TakerFee = 0.00075m });

        var fill = Assert.Single(bench.Accepted(Draft.Market(OrderSide.Buy, 0.12349m)).Fills);

        Assert.Equal((0.00009261m, "BTC"), (fill.Commission, fill.CommissionAsset)); // 0.0000926175
    }

    [Fact]
    public void Commission_WhenBnbCoversIt_IsTakenThereWithTheDiscount()
    {
        var options = new EngineOptions { PayFeesInBnb = true, BnbPrice = 600m };
        var bench = new Bench(btc: 1m, options: options);
        bench.Engine.Deposit("BNB", 1m);

        var fill = Assert.Single(bench.Accepted(Draft.Market(OrderSide.Sell, 1m)).Fills);

        Assert.Equal((0.07656248m, "BNB"), (fill.Commission, fill.CommissionAsset)); // 61249.99 * 0.001 * 0.75 / 600 = 0.0765624875
        Assert.Equal(0.92343752m, bench.Engine.BalanceOf("BNB").Free);
        Assert.Equal(61_249.99m, bench.Usdt.Free);
    }

    [Fact]
    public void Commission_WhenBnbIsShort_IsTakenWholeFromWhatWasReceived()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { PayFeesInBnb = true, BnbPrice = 600m });
        bench.Engine.Deposit("BNB", 0.01m);

        var fill = Assert.Single(bench.Accepted(Draft.Market(OrderSide.Sell, 1m)).Fills);

        Assert.Equal((61.24999m, "USDT"), (fill.Commission, fill.CommissionAsset));
        Assert.Equal(0.01m, bench.Engine.BalanceOf("BNB").Free);
    }

    [Fact]
    public void Commission_WhenMakerAndTakerDiffer_FollowsTheRole()
    {
        var bench = new Bench(btc: 2m, options: new EngineOptions { MakerFee = 0m, TakerFee = 0.002m });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 62_000m));
        bench.Jump(62_001m);
        bench.Accepted(Draft.Market(OrderSide.Sell, 1m));

        Assert.Equal([0m, 124.00198m], bench.Engine.TradesOf(Bench.Symbol).Select(fill => fill.Commission));
    }
}
