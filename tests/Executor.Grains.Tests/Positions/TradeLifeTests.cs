using Executor.Core.Exchange;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Positions;

public sealed class TradeLifeTests
{
    [Fact]
    public async Task Signal_WhenFlat_OpensProtectsAndClosesAtTheStop()
    {
        await using var fleet = await TestFleet.StartAsync();

        var reply = await fleet.SignalAsync();
        await fleet.PumpAsync();

        Assert.NotNull(reply.TradeKey);
        var open = await fleet.ViewAsync();
        Assert.Equal("Open", open.Status);
        Assert.Equal("LONG", open.Side);
        Assert.Equal(1m, open.Coverage);
        // 100 / 95000.5 -> 0.00105; received net of 0.1 % in base 0.00104895 -> 0.00104.
        Assert.Equal(0.00104m, open.OpenQuantity);
        Assert.Equal(3, fleet.Resting().Count(order => order.Type == OrderType.StopLossLimit));
        Assert.Equal(2, fleet.Resting().Count(order => order.Type == OrderType.LimitMaker));

        await fleet.MoveAsync(94_800m);

        var closed = await fleet.ViewAsync();
        Assert.Equal("Flat", closed.Status);
        Assert.Equal("SL", closed.LastCloseReason);
        Assert.Equal(fleet.Paper.BalanceOf("USDC").Total - 10_000m, closed.LastProfit);
        Assert.Empty(fleet.Resting());
    }

    [Fact]
    public async Task Signal_WhenGivenTwice_GetsTheFirstAnswerAndOpensOnce()
    {
        await using var fleet = await TestFleet.StartAsync();

        var first = await fleet.SignalAsync("same");
        fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await fleet.SignalAsync("same");

        Assert.Equal(first, second);
        Assert.Single(fleet.Exchange.Sent, command => command is ExchangeCommand.Place { Order.Side: OrderSide.Buy });
    }
}
