using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Positions;

/// <summary>The safety properties, read off the exchange's books and not off our state.</summary>
internal static class SafetyOnTheBooks
{
    /// <summary>S1, S2, S4, S5: to hold after every step.</summary>
    public static void Always(PositionRig rig)
    {
        var orders = rig.Engine.OrdersOf(PositionRig.Symbol);
        foreach (var twins in orders.GroupBy(order => order.ClientOrderId).Where(group => group.Count() > 1))
        {
            Assert.Fail($"S1: {twins.Count()} orders carry {twins.Key}.");
        }

        var held = rig.Base;
        var exits = rig.Resting.Where(order => order.Side == OrderSide.Sell)
            .GroupBy(order => order.OrderListId is { } list ? -list : order.OrderId)
            .Sum(unit => unit.Max(order => order.Quantity - order.ExecutedQuantity));
        Assert.True(exits <= held, $"S2: exits for {exits} rest while {held} is held.");

        var entries = orders.Where(order => order.Side == OrderSide.Buy && (order.ExecutedQuantity > 0m || order.Status.IsLive())).ToList();
        var live = entries.Count(order => order.Status.IsLive());
        Assert.True(live <= 1, $"S5: {live} entries live.");
    }

    /// <summary>S4: within one trade and one leg, the stop never moves away from the price.</summary>
    public static void StopsOnlyTighten(PositionRig rig)
    {
        // EX_SL1_<trade>_<revision>e<epoch>: purpose and trade name the leg, order ids the sequence.
        var legs = rig.Engine.OrdersOf(PositionRig.Symbol)
            .Where(order => order.StopPrice is not null)
            .GroupBy(order => string.Join('_', order.ClientOrderId.Split('_').Take(3)));
        foreach (var leg in legs)
        {
            var level = 0m;
            foreach (var order in leg.OrderBy(order => order.OrderId))
            {
                Assert.True(order.StopPrice >= level, $"S4: {order.ClientOrderId} rests at {order.StopPrice} after {level}.");
                level = order.StopPrice!.Value;
            }
        }
    }

    /// <summary>S6, S7: to hold when the position says flat.</summary>
    public static void WhenFlat(PositionRig rig)
    {
        Assert.True(rig.State.Status == PositionStatus.Flat, $"Still {rig.State.Status}.{Environment.NewLine}{rig.Story}");
        Assert.Empty(rig.Resting);
        Assert.True(rig.Base < 2 * rig.Rules.LotStep, $"S6: {rig.Base} is still held.");
        Assert.Equal(rig.Base, rig.Engine.BalanceOf("BTC").Free);
        if (rig.State.LastClosed is { } closed)
        {
            Assert.Equal(rig.Engine.BalanceOf("USDC").Total - 10_000m, closed.Result.ProfitQuote);
            var booked = closed.Trade.Fills.Select(pair => pair.Fill.TradeId).Order().ToList();
            Assert.Equal(rig.Engine.TradesOf(PositionRig.Symbol).Select(fill => fill.TradeId).Order(), booked);
        }
    }
}
