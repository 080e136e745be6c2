using Executor.Simulator.Engine;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Writes the events of user data streams. Source: Binance spot API, user data streams.</summary>
internal static class UserEventJson
{
    /// <summary>The event as JSON; null for what no stream tells.</summary>
    public static byte[]? Write(VenueEvent happened, bool inMicroseconds)
    {
        using var json = new WireWriter(inMicroseconds);
        switch (happened)
        {
            case VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged change }:
                json.Fields(() => Execution(json, change));
                break;
            case VenueEvent.OrdersChanged { Change: EngineEvent.ListChanged change }:
                json.Fields(() => ListStatus(json, change));
                break;
            case VenueEvent.BalancesChanged changed:
                json.Fields(() => Head(json, UserEventTypes.AccountPosition, changed.At).Time("u", changed.At)
                    .Array("B", changed.Balances, balance => json.Fields(() =>
                        json.Text("a", balance.Asset).Amount("f", balance.Free).Amount("l", balance.Locked))));
                break;
            case VenueEvent.FundsMoved moved:
                json.Fields(() => Head(json, UserEventTypes.BalanceUpdate, moved.At).Text("a", moved.Asset).Amount("d", moved.Delta).Time("T", moved.At));
                break;
            default:
                return null;
        }
        return json.ToArray();
    }

    /// <summary>The last event of a subscription whose token has expired, or that the exchange ends.</summary>
    public static byte[] Terminated(DateTimeOffset now, bool inMicroseconds) => Bare(UserEventTypes.StreamTerminated, now, inMicroseconds);

    /// <summary>Told to every connection shortly before the server goes.</summary>
    public static byte[] ServerShutdown(DateTimeOffset now, bool inMicroseconds) => Bare(UserEventTypes.ServerShutdown, now, inMicroseconds);

    private static byte[] Bare(string type, DateTimeOffset now, bool inMicroseconds)
    {
        using var json = new WireWriter(inMicroseconds);
        json.Fields(() => Head(json, type, now));
        return json.ToArray();
    }

    private static void Execution(WireWriter json, EngineEvent.OrderChanged change)
    {
        var (state, fill) = (change.Order, change.Fill);
        var (order, extras) = (state.Report, state.Extras);
        Head(json, UserEventTypes.ExecutionReport, change.At).Text("s", order.Symbol).Text("c", state.CancelId ?? order.ClientOrderId)
            .Text("S", WireNames.Of(order.Side)).Text("o", WireNames.Of(order.Type)).Text("f", WireNames.Of(state.TimeInForce))
            .Amount("q", order.Quantity).Amount("p", order.Price ?? 0m).Amount("P", order.StopPrice ?? 0m);
        if (extras.TrailingDelta is { } delta)
            json.Number("d", delta).Time("D", state.TrailingSince);
        json.Amount("F", extras.IcebergQuantity ?? 0m).Number("g", order.OrderListId ?? -1).Text("C", change.PreviousName ?? "")
            .Text("x", OrderWords.Of(change.Kind)).Text("X", WireNames.Of(order.Status)).Text("r", OrderWords.None)
            .Number("i", order.OrderId).Amount("l", fill?.Quantity ?? 0m).Amount("z", order.ExecutedQuantity).Amount("L", fill?.Price ?? 0m)
            .Amount("n", fill?.Commission ?? 0m).Text("N", fill?.CommissionAsset).Time("T", change.At).Number("t", fill?.TradeId ?? -1)
            .Number("I", change.ExecutionId).Flag("w", IsOnBook(change)).Flag("m", fill?.IsMaker ?? false).Flag("M", fill is not null)
            .Time("O", state.CreatedAt).Amount("Z", order.QuoteQuantity).Amount("Y", fill?.QuoteQuantity ?? 0m)
            .Amount("Q", extras.QuoteQuantity ?? 0m);
        if (extras.StrategyId is { } strategy)
            json.Number("j", strategy);
        if (extras.StrategyType is { } strategyType)
            json.Number("J", strategyType);
        if (state.WorkingAt is { } workingAt)
            json.Time("W", workingAt);
        json.Text("V", extras.SelfTradePreventionMode ?? OrderWords.DefaultSelfTradePrevention);
        if (order.ExpiryReason is { } reason)
            json.Text("eR", reason);
    }

    /// <summary>True while the order lies on the book; what has just taken lies there only once its rest does.</summary>
    private static bool IsOnBook(EngineEvent.OrderChanged change) =>
        change.Order.Report is { IsWorking: true } order && Core.Exchange.OrderStatusExtensions.IsLive(order.Status) && change.Fill is not { IsMaker: false };

    private static void ListStatus(WireWriter json, EngineEvent.ListChanged change)
    {
        var (type, status) = OrderWords.Of(change.Kind);
        Head(json, UserEventTypes.ListStatus, change.At).Text("s", change.List.Symbol).Number("g", change.List.Id)
            .Text("c", OrderWords.ContingencyOf(change.List)).Text("l", type).Text("L", status).Text("r", OrderWords.None)
            .Text("C", change.List.ClientOrderId).Time("T", change.At)
            .Array("O", change.Legs, leg => json.Fields(() =>
                json.Text("s", change.List.Symbol).Number("i", leg.OrderId).Text("c", leg.ClientOrderId)));
    }

    private static WireWriter Head(WireWriter json, string type, DateTimeOffset now) => json.Text("e", type).Time("E", now);
}
