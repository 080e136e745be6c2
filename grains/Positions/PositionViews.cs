using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.GrainInterfaces;

namespace Executor.Grains.Positions;

/// <summary>Makes the view of a position from its stored state.</summary>
internal static class PositionViews
{
    public static PositionView Of(PositionState state, SymbolRules? rules, Quote? quote)
    {
        var view = new PositionView
        {
            Symbol = state.Symbol,
            Status = state.Status.ToString(),
            Coverage = 1m,
            UnknownIntents = state.Intents.Count(intent => intent.Stage == IntentStage.Unknown),
            LastCloseReason = state.LastClosed?.Reason,
            LastProfit = state.LastClosed?.Result.ProfitQuote,
            CooldownUntil = state.CooldownUntil,
            Epoch = state.Epoch,
            Journal = [.. state.Journal.Select(Event)],
            Hold = state.Hold?.Kind.ToString(),
            HoldDetail = state.Hold is { } hold ? $"{hold.Reason}: {hold.Detail}" : null,
            DebtAsset = state.Trade?.Loan is { Owed: > 0m } loan ? loan.Asset : null,
            Debt = state.Trade?.Loan?.Owed ?? 0m,
        };
        return state.Trade is { } trade && rules is not null ? WithTrade(view, trade, rules, quote) : view;
    }

    private static PositionView WithTrade(PositionView view, Trade trade, SymbolRules rules, Quote? quote)
    {
        var figures = PositionFigures.Of(trade, rules);
        var stop = Stop(trade);
        return view with
        {
            Side = Name(trade.Plan.Side),
            TradeKey = trade.Key,
            OpenedAt = trade.OpenedAt,
            Entry = figures.EntryPrice,
            OpenQuantity = figures.OpenQuantity,
            Stop = stop,
            StopCause = Cause(trade, stop).ToString(),
            Targets = Targets(trade),
            Coverage = figures.Coverage,
            R = figures.OpenQuantity > 0m && quote is { } shown ? Multiple(trade, figures.EntryPrice, shown.Last) : null,
            Orders = [.. trade.Orders.Where(order => order.IsLive).Select(Order)],
        };
    }

    private static string Name(PositionSide side) => side switch
    {
        PositionSide.Long => "LONG",
        PositionSide.Short => "SHORT",
    };

    private static decimal Stop(Trade trade)
    {
        var leg = trade.Legs.FirstOrDefault(leg => leg.OpenQuantity > 0m);
        return leg?.RestedStop ?? leg?.StopPrice ?? trade.Plan.Stop;
    }

    /// <summary>Of the stop that rests, not of the one that is on its way.</summary>
    private static StopCause Cause(Trade trade, decimal stop) => trade.Stops.LastOrDefault(change => change.Price == stop)?.Cause ?? trade.StopCause;

    private static ImmutableArray<decimal> Targets(Trade trade) => trade.Legs.IsEmpty
        ? [trade.Plan.Target1, trade.Plan.Target2]
        : [.. trade.Legs.Where(leg => leg.OpenQuantity > 0m && leg.Target is not null).Select(leg => leg.Target!.Value)];

    private static decimal? Multiple(Trade trade, decimal entry, decimal last)
    {
        var risk = Math.Abs(trade.Plan.Entry - trade.Plan.Stop);
        var gain = trade.Plan.Side switch
        {
            PositionSide.Long => last - entry,
            PositionSide.Short => entry - last,
        };
        return risk > 0m ? decimal.Round(gain / risk, 4) : null;
    }

    private static WorkingOrderView Order(TrackedOrder order) => new()
    {
        Slot = order.Slot.ToString(),
        Role = order.Role.ToString(),
        ClientOrderId = order.ClientOrderId,
        OrderId = order.OrderId,
        Quantity = order.RemainingQuantity,
        Price = order.Price,
        StopPrice = order.StopPrice,
    };

    private static JournalEventView Event(JournalEvent entry) => new()
    {
        Sequence = entry.Sequence,
        At = entry.At,
        Name = entry.Name,
        Level = entry.Level.ToString(),
        TradeKey = entry.TradeKey,
        Reason = entry.Reason,
        Fields = [.. entry.Fields.Select(field => new JournalFieldView { Name = field.Name, Value = field.Value })],
    };
}
