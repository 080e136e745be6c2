using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

public sealed class CancelTests
{
    [Theory]
    [InlineData("never-sent", null)]
    [InlineData("", 99L)]
    public void Cancel_WhenThereIsNoSuchOrder_IsUnknown(string id, long? orderId) =>
        Bench.Refused(-2011, "Unknown order sent.", new Bench().Cancel(id, orderId));

    [Fact]
    public void Cancel_WhenNothingIsNamed_SaysSo() => Bench.Refused(
        -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!", new Bench().Cancel(""));

    [Fact]
    public void Cancel_WhenTheOrderHasFilled_IsUnknown()
    {
        var bench = new Bench(btc: 1m);
        bench.Accepted(Draft.Market(OrderSide.Sell, 1m));

        Bench.Refused(-2011, "Unknown order sent.", bench.Cancel("market"));
        Bench.Refused(-2011, "Unknown order sent.", bench.Cancel("market", 1));
    }

    [Theory]
    [InlineData(true, -2039, "Client order ID is not correct for this order ID.")]
    [InlineData(false, -2011, "Unknown order sent.")]
    public void Cancel_WhenTheTwoIdsDisagree_IsRefusedAsTheSwitchSays(bool ownCode, int code, string message)
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { MismatchedIdsHaveOwnCode = ownCode });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 64_000m));

        Bench.Refused(code, message, bench.Cancel("other", 1));
        Assert.Single(Bench.Orders(bench.Cancel("limit", 1)));
    }

    [Fact]
    public void Cancel_WhenTheOrderIsOnAnotherSymbol_IsUnknown()
    {
        var bench = new Bench(btc: 1m);
        bench.Engine.AddSymbol(Bench.Rules with { Symbol = "BTCUSDC", QuoteAsset = "USDC" }, 61_250m);
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 64_000m));

        var reply = bench.Engine.Execute(new ExchangeCommand.Cancel("BTCUSDC", new OrderReference("limit")), Bench.Noon);

        Bench.Refused(-2011, "Unknown order sent.", reply);
    }

    [Fact]
    public void Cancel_WhenPartOfTheOrderExecuted_ReportsItAndFreesTheRest()
    {
        var bench = new Bench(btc: 1m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.3m) });
        bench.Accepted(Draft.Limit(OrderSide.Sell, 1m, 62_000m));
        bench.Jump(62_000.01m);

        var cancelled = Assert.Single(Bench.Orders(bench.Cancel("limit")));

        Assert.Equal((OrderStatus.Canceled, 0.3m), (cancelled.Status, cancelled.ExecutedQuantity));
        Assert.Equal(new Balance("BTC", 0.7m, 0m), bench.Btc);
    }
}
