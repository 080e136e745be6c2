using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Positions;

/// <summary>The safety properties, read off the exchange's books and not off our state.</summary>
internal static class SafetyOnTheBooks
{
    /// <summary>The engine's commission.</summary>
    private const decimal Fee = 0.001m;

    /// <summary>S1, S2, S4, S5: to hold after every step.</summary>
    public static void Always(PositionRig rig)
    {
        var orders = rig.Engine.OrdersOf(PositionRig.Symbol);
        foreach (var twins in orders.GroupBy(order => order.ClientOrderId).Where(group => group.Count() > 1))
        {
            Assert.Fail($"S1: {twins.Count()} orders carry {twins.Key}.");
        }

        var exits = rig.Resting.Where(order => order.Side == rig.Side.ExitSide())
            .GroupBy(order => order.OrderListId is { } list ? -list : order.OrderId)
            .Sum(unit => unit.Max(order => order.Quantity - order.ExecutedQuantity));
        switch (rig.Side)
        {
            case PositionSide.Long:
                Assert.True(exits <= rig.Base, $"S2: exits for {exits} rest while {rig.Base} is held.");
                break;
            case PositionSide.Short:
                var owed = rig.BaseBalance.Debt - rig.Base;
                Assert.True(exits * (1m - Fee) < owed + rig.Rules.LotStep || exits == 0m, $"S2: exits for {exits} rest while {owed} is owed.");
                break;
        }

        var live = orders.Count(order => order.Side == rig.Side.EntrySide() && order.Status.IsLive());
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
            decimal? level = null;
            foreach (var order in leg.OrderBy(order => order.OrderId))
            {
                var isLooser = rig.Side == PositionSide.Long ? order.StopPrice < level : order.StopPrice > level;
                Assert.False(isLooser, $"S4: {order.ClientOrderId} rests at {order.StopPrice} after {level}.");
                level = order.StopPrice!.Value;
            }
        }
    }

    /// <summary>S6, S7: to hold when the position says flat.</summary>
    public static void WhenFlat(PositionRig rig)
    {
        Assert.True(rig.State.Status == PositionStatus.Flat, $"Still {rig.State.Status}.{Environment.NewLine}{rig.Story}");
        Assert.Empty(rig.Resting);
        var residue = rig.State.LastClosed?.Trade.Orders.Any(order => order.Slot == Slot.Loan) == true ? 2 * rig.Rules.MinNotional / rig.Last : 2 * rig.Rules.LotStep;
        Assert.True(rig.Base < residue, $"S6: {rig.Base} is still held.");
        Assert.Equal(rig.Base, rig.BaseBalance.Free);
        Assert.Equal((0m, 0m), (rig.BaseBalance.Debt, rig.QuoteBalance.Debt));
        if (rig.State.LastClosed is { } closed)
        {
            Assert.Equal(rig.QuoteBalance.Total - rig.Funds, closed.Result.ProfitQuote);
            var booked = closed.Trade.Fills.Select(pair => pair.Fill.TradeId).Order().ToList();
            Assert.Equal(rig.Engine.TradesOf(PositionRig.Symbol).Select(fill => fill.TradeId).Order(), booked);
        }
    }
}
