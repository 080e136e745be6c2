using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Ledger;

/// <summary>Closed trades made by hand: entry 100, stop 99, targets 101 and 102.</summary>
internal static class LedgerTrades
{
    public static readonly DateTimeOffset Opened = new(2025, 1, 31, 23, 58, 0, TimeSpan.Zero);

    public static SymbolRules Rules { get; } =
        new() { Symbol = "BTCUSDC", BaseAsset = "BTC", QuoteAsset = "USDC", TickSize = 0.01m, LotStep = 0.001m };

    public static ClosedTrade Closed(PositionSide side, string reason, string exitType, params ImmutableArray<TrackedOrder> orders)
    {
        var direction = side == PositionSide.Long ? 1m : -1m;
        var trade = new Trade
        {
            Key = "EX_EN_1738367880",
            SignalKey = "PEAK|1",
            SignalTime = Opened.AddSeconds(-30),
            OpenedAt = Opened,
            Plan = new TradePlan
            {
                Side = side, SignalPrice = 100m, KEntry = 1m, FeedEntry = 100m, FeedStop = 100m - direction, FeedTarget1 = 100m + direction,
                FeedTarget2 = 100m + (2m * direction), Entry = 100m, Stop = 100m - direction, Target1 = 100m + direction, Target2 = 100m + (2m * direction),
                Quantity = 3m, Legs = default,
            },
            Entry = EntryPhase.Done,
            EntrySince = Opened,
            Orders = orders,
            Legs = [.. new[] { Slot.Target1, Slot.Target2, Slot.Runner }.Select(slot => new Leg { Slot = slot, Quantity = 1m, ClosedQuantity = 1m, StopPrice = 99m, Phase = LegPhase.Closed })],
        };
        return new ClosedTrade { Trade = trade, At = Opened.AddMinutes(10), Reason = reason, ExitType = exitType, Result = TradeResult.Of(trade, Rules) };
    }

    public static TrackedOrder Entry(PositionSide side, decimal quantity, decimal price, decimal fee = 0m, string feeAsset = "USDC") =>
        Order(Slot.Entry, OrderRole.Entry, side == PositionSide.Long ? OrderSide.Buy : OrderSide.Sell, quantity, price, fee, feeAsset);

    public static TrackedOrder Exit(
        Slot slot, OrderRole role, decimal quantity, decimal price, decimal fee = 0m, string feeAsset = "USDC", decimal? stop = null,
        PositionSide side = PositionSide.Long) =>
        Order(slot, role, side == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy, quantity, price, fee, feeAsset) with { StopPrice = stop };

    private static TrackedOrder Order(Slot slot, OrderRole role, OrderSide side, decimal quantity, decimal price, decimal fee, string feeAsset)
    {
        var id = ((long)slot * 1_000_000L) + (long)(price * 1000m) + (long)quantity;
        return new TrackedOrder
        {
            Slot = slot,
            Role = role,
            Side = side,
            Type = role switch
            {
                OrderRole.Entry or OrderRole.Target => OrderType.Limit,
                OrderRole.Stop => OrderType.StopLossLimit,
                OrderRole.Exit => OrderType.Market,
            },
            ClientOrderId = $"EX_{slot}_{id}",
            OrderId = id,
            Quantity = quantity,
            ExecutedQuantity = quantity,
            Status = quantity > 0m ? OrderStatus.Filled : OrderStatus.Canceled,
            PlacedAt = Opened,
            Fills = quantity > 0m ? [new Fill(id, id, price, quantity, fee, feeAsset, Opened.AddSeconds(5), IsMaker: true)] : [],
        };
    }
}
