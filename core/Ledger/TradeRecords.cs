using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Ledger;

/// <summary>Makes the ledger's record of a trade that has ended.</summary>
public static class TradeRecords
{
    /// <summary>The record of <paramref name="closed"/>. The same trade gives the same record.</summary>
    /// <param name="closed">The trade, an aborted one included.</param>
    /// <param name="account">The wallet it was traded on.</param>
    /// <param name="rules">Rules of its symbol.</param>
    /// <param name="epoch">Number of the activation that records it.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TradeRecord Of(ClosedTrade closed, TradingAccount account, SymbolRules rules, long epoch)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(rules);
        var trade = closed.Trade;
        var money = TradeAccounts.Of(trade, rules);
        var entryFills = trade.Fills.Where(pair => pair.Order.Role == OrderRole.Entry).Select(pair => pair.Fill).ToList();
        return new TradeRecord
        {
            Key = trade.Key,
            Symbol = rules.Symbol,
            BaseAsset = rules.BaseAsset,
            QuoteAsset = rules.QuoteAsset,
            Side = trade.Plan.Side,
            Account = account,
            SignalKey = trade.SignalKey,
            SignalTime = trade.SignalTime,
            OpenedAt = trade.OpenedAt,
            EnteredAt = entryFills.Count > 0 ? entryFills.Min(fill => fill.At) : null,
            ClosedAt = closed.At,
            Plan = trade.Plan,
            Orders = [.. trade.Orders.Where(order => order.Role == OrderRole.Entry || order.ExecutedQuantity > 0m).Select(RecordedOrder.Of)],
            Money = money,
            EntrySlippageR = EntrySlippage(trade, money),
            StopSlippageR = StopSlippage(trade),
            Stops = trade.Stops,
            Uncovered = trade.Uncovered,
            Target1Hit = IsHit(trade, Slot.Target1),
            Target2Hit = IsHit(trade, Slot.Target2),
            StopHit = trade.Orders.Any(order => order.Role == OrderRole.Stop && order.ExecutedQuantity > 0m),
            WasTrailing = trade.Trail is { IsFresh: false },
            CloseReason = closed.Reason,
            Exit = ExitKinds.Of(closed),
            WrittenOff = trade.WrittenOff,
            Epoch = epoch,
        };
    }

    private static decimal Worse(PositionSide side, decimal difference) => side == PositionSide.Long ? difference : -difference;

    private static decimal? EntrySlippage(Trade trade, TradeMoney money) =>
        money.EntryPrice is { } price && RiskPerUnit(trade) is > 0m and var risk ? Worse(trade.Plan.Side, price - trade.Plan.Entry) / risk : null;

    /// <summary>Each stop against its own trigger price: a replaced one keeps its own executions (W62).</summary>
    private static decimal? StopSlippage(Trade trade)
    {
        var stops = trade.Orders.Where(order => order is { Role: OrderRole.Stop, StopPrice: not null } && !order.Fills.IsEmpty).ToList();
        var quantity = stops.Sum(order => order.FilledQuantity);
        if (quantity <= 0m || RiskPerUnit(trade) is not (> 0m and var risk))
        {
            return null;
        }

        var lost = stops.Sum(order => order.Fills.Sum(fill => Worse(trade.Plan.Side, order.StopPrice!.Value - fill.Price) * fill.Quantity));
        return lost / (risk * quantity);
    }

    private static decimal RiskPerUnit(Trade trade) => Math.Abs(trade.Plan.Entry - trade.Plan.Stop);

    /// <summary>A target is hit when its order has executed and nothing of its leg is left.</summary>
    private static bool IsHit(Trade trade, Slot slot) =>
        trade.Legs.Any(leg => leg.Slot == slot && leg.OpenQuantity == 0m)
        && trade.Orders.Any(order => order.Slot == slot && order.Role == OrderRole.Target && order.ExecutedQuantity > 0m);
}
