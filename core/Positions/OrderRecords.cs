using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Migration;
using Executor.Core.Planning;

namespace Executor.Core.Positions;

/// <summary>Takes in what the exchange says about orders. Reports may come twice, late, out of order, or before the reply that created
/// the order: cumulative figures never fall, a final status is never left, an execution counts once by its trade id.</summary>
internal static class OrderRecords
{
    /// <summary>Takes in one report.</summary>
    public static void Apply(Draft draft, OrderReport report)
    {
        if (draft.State.Trade is not { } trade)
        {
            return; // the echo of an order that was settled before the trade closed
        }

        if (Quarantine.Contradicts(draft, report))
        {
            return;
        }

        var known = trade.Orders.FirstOrDefault(order => order.OrderId == report.OrderId || order.ClientOrderId == report.ClientOrderId);
        if (known is not null)
        {
            Merge(draft, known, report);
        }
        else if (draft.State.Intents.FirstOrDefault(intent => NewOrders(intent.Command).Any(o => o.ClientOrderId == report.ClientOrderId)) is { } intent)
        {
            Track(draft, intent.Command is ExchangeCommand.PlaceOto ? Requests.SlotOf(report.ClientOrderId) : intent.Slot, intent.At, report);
            if (intent is { Command: ExchangeCommand.PlaceOto, Stage: IntentStage.Unknown })
            {
                draft.SetIntent(intent with { At = draft.Now, Looks = 0 }); // in doubt from now on is the rest of the list
                draft.InspectBy(draft.Now);
            }
        }
        else if (trade.ForeignStops.Any(stop => stop.OrderId == report.OrderId))
        {
            draft.InspectBy(draft.Now); // what protects in our place has changed
        }
        else if (IsOfThisTrade(draft, report) && !trade.Strangers.Contains(report.OrderId))
        {
            // Late news of an order that ended, or one that was given up for absent and did arrive: the exchange knows which.
            draft.Trade = trade with { Unexplained = [.. trade.Unexplained.Where(id => id != report.OrderId), report.OrderId] };
            draft.InspectBy(draft.Now);
        }
    }

    /// <summary>True when the client order id names this trade, or was given by the original while it had the trade.</summary>
    public static bool IsOfThisTrade(Draft draft, OrderReport report) =>
        IsNamedAfter(draft.Trade, report)
        || (draft.State.IsTradeImported
            && OriginalOrderIds.SecondOf(report.ClientOrderId) is { } second
            && second >= (OriginalOrderIds.SecondOf(draft.Trade.Key) ?? draft.Trade.OpenedAt.ToUnixTimeSeconds())
            && second <= draft.State.Import!.At.ToUnixTimeSeconds());

    /// <summary>True when the client order id of <paramref name="report"/> was derived from <paramref name="trade"/>.</summary>
    public static bool IsNamedAfter(Trade trade, OrderReport report) =>
        report.ClientOrderId.Contains(ClientOrderIds.Suffix(trade.Key, report.Symbol, trade.Plan.Side), StringComparison.Ordinal);

    /// <summary>Takes an order of this trade back that no request accounts for any more; what it is for stands in its client order id.</summary>
    public static void Adopt(Draft draft, OrderReport report)
    {
        draft.Warn(
            "ORDER_ADOPTED",
            $"{report.ClientOrderId} is of this trade and was not on record: it counts again.",
            ("client_id", report.ClientOrderId),
            ("order_id", report.OrderId),
            ("status", report.Status));
        Track(draft, Requests.SlotOf(report.ClientOrderId), draft.Now, report);
    }

    /// <summary>Takes back what is of this trade, and raises an alarm for other orders that live under our prefix.</summary>
    public static void FindStrangers(Draft draft, ImmutableArray<OrderReport> open)
    {
        foreach (var report in open.Where(report => ClientOrderIds.EpochOf(report.ClientOrderId) > draft.State.Epoch))
        {
            Quarantine.Begin(draft, "SECOND_OWNER", $"{report.ClientOrderId} was sent by a later owner than this one ({draft.State.Epoch})");
        }

        foreach (var report in open.Where(report => ClientOrderIds.IsOurs(report.ClientOrderId)))
        {
            if (draft.Trade.Orders.Any(order => order.OrderId == report.OrderId) || draft.Trade.Strangers.Contains(report.OrderId))
            {
                continue;
            }

            if (IsOfThisTrade(draft, report))
            {
                Adopt(draft, report);
            }
            else
            {
                draft.Trade = draft.Trade with { Strangers = draft.Trade.Strangers.Add(report.OrderId) };
                draft.Alarm(
                    "FOREIGN_ORDER",
                    "An open order carries our prefix but belongs to no request of this position: another writer, or a restored backup.",
                    ("client_id", report.ClientOrderId),
                    ("order_id", report.OrderId));
                Quarantine.BeforeEntry(draft, report);
            }
        }
    }

    /// <summary>Takes in executions that a look brought, for orders that are known.</summary>
    public static void ApplyTrades(Draft draft, ImmutableArray<Fill> trades)
    {
        if (draft.State.Trade is null)
        {
            return;
        }

        foreach (var group in trades.GroupBy(fill => fill.OrderId))
        {
            if (draft.Trade.Orders.FirstOrDefault(order => order.OrderId == group.Key) is { } order)
            {
                Execute(draft, order, order.ExecutedQuantity, [.. group], order.Status);
            }
        }
    }

    /// <summary>The orders that a command places.</summary>
    public static ImmutableArray<NewOrder> NewOrders(ExchangeCommand command) => command.Placed();

    /// <summary>Forgets orders that ended without executing: they say nothing about the position any more.</summary>
    public static void Prune(Draft draft)
    {
        if (draft.State.Trade is { } trade && trade.Orders.Any(IsSpent))
        {
            draft.Trade = trade with { Orders = [.. trade.Orders.Where(order => !IsSpent(order))] };
        }

        static bool IsSpent(TrackedOrder order) => !order.IsLive && order.ExecutedQuantity == 0m && order.Role != OrderRole.Entry;
    }

    /// <summary>Takes an order on record that an answer or a look shows for the first time.</summary>
    public static void Track(Draft draft, Slot slot, DateTimeOffset placedAt, OrderReport report)
    {
        var order = new TrackedOrder
        {
            Slot = slot,
            Role = RoleOf(slot, report.Type),
            ClientOrderId = report.ClientOrderId,
            OrderId = report.OrderId,
            OrderListId = report.OrderListId,
            Side = report.Side,
            Type = report.Type,
            Price = report.Price,
            StopPrice = report.StopPrice,
            Quantity = report.Quantity,
            Status = report.Status,
            PlacedAt = placedAt,
        };
        draft.Trade = draft.Trade with { Orders = draft.Trade.Orders.Add(order) };
        if (order is { Role: OrderRole.Stop, IsWaiting: false })
        {
            StopRested(draft, order);
        }
        else if (order is { Role: OrderRole.Target, IsLive: true } && draft.Trade.Legs.FirstOrDefault(leg => leg.Slot == slot && leg.IsTargetLost) is { } leg)
        {
            draft.SetLeg(leg with { IsTargetLost = false });
        }

        Execute(draft, order, report.ExecutedQuantity, report.Fills, report.Status);
    }

    private static void Merge(Draft draft, TrackedOrder known, OrderReport report)
    {
        var order = known with { OrderId = report.OrderId, OrderListId = report.OrderListId ?? known.OrderListId };
        if (known.ClientOrderId.Length == 0)
        {
            order = Identified(draft, order, report);
        }

        if (report.Quantity < order.Quantity ? !IsOlder(order, report) : known.IsWaiting)
        {
            order = order with { Quantity = report.Quantity }; // what waits for an entry that pays for it has no quantity of its own yet
        }

        Liquidations.Notice(draft, known, report);

        var status = IsOlder(order, report) ? order.Status : report.Status;
        draft.SetOrder(order);
        if (known.IsWaiting && status != OrderStatus.PendingNew)
        {
            Armed(draft, order, status);
        }

        Execute(draft, order, report.ExecutedQuantity, report.Fills, status);
    }

    /// <summary>A final status is never left, nobody waits again who has entered the book, and a report that knows of fewer executions is an
    /// older one.</summary>
    private static bool IsOlder(TrackedOrder order, OrderReport report) =>
        !order.IsLive
        || (report.Status == OrderStatus.PendingNew && !order.IsWaiting)
        || (report.Status.IsLive() && report.ExecutedQuantity < order.ExecutedQuantity);

    /// <summary>An exit of a bracket has entered the book, or the exchange has refused to let it.</summary>
    private static void Armed(Draft draft, TrackedOrder order, OrderStatus status)
    {
        if (order.Role != OrderRole.Stop)
        {
            return;
        }

        if (status != OrderStatus.Rejected && status != OrderStatus.Expired && status != OrderStatus.Canceled)
        {
            StopRested(draft, order);
        }
        else if (EntryLists.IsArming(draft.Trade))
        {
            draft.Warn(
                "BRACKET_REJECTED", $"The entry has filled and the exchange did not arm its exits ({status}): they are placed one by one.", ("order_id", order.OrderId), ("status", status));
        }
    }

    /// <summary>An order that was known by its number alone gets what the exchange has of it.</summary>
    private static TrackedOrder Identified(Draft draft, TrackedOrder order, OrderReport report)
    {
        var identified = order with
        {
            ClientOrderId = report.ClientOrderId,
            Type = report.Type,
            Price = report.Price,
            StopPrice = report.StopPrice,
            Quantity = report.Quantity,
        };
        if (identified.Role == OrderRole.Stop && report.Status.IsLive())
        {
            StopRested(draft, identified);
        }

        return identified;
    }

    private static void Execute(Draft draft, TrackedOrder order, decimal executed, ImmutableArray<Fill> fills, OrderStatus status)
    {
        var news = fills.Where(fill => order.Fills.All(known => known.TradeId != fill.TradeId)).DistinctBy(fill => fill.TradeId);
        ImmutableArray<Fill> all = [.. order.Fills, .. news];
        var total = Math.Max(order.ExecutedQuantity, Math.Max(executed, all.Sum(fill => fill.Quantity)));
        var delta = total - order.ExecutedQuantity;
        var next = order with { Fills = all, ExecutedQuantity = total, Status = total > 0m && total >= order.Quantity && status.IsLive() ? OrderStatus.Filled : status };
        if (!next.IsLive)
        {
            next = next with { MissingSince = null, IsCancelRefused = false }; // what has ended is not looked for
        }

        draft.SetOrder(next);
        if (order.IsLive && !next.IsLive && total < next.Quantity)
        {
            ManualChanges.OnEnded(draft, order, next.Status);
        }

        if (order.IsLive && next is { Role: OrderRole.Entry, Status: OrderStatus.Filled } && EntryLists.IsArming(draft.Trade))
        {
            draft.InspectBy(draft.Now); // its exits are armed at the same moment: whether they were decides what is to be placed
        }

        if (total > next.FilledQuantity)
        {
            draft.InspectBy(draft.Now); // the fee of an execution decides what can be sold: read it
        }

        if (delta > 0m && next.Role != OrderRole.Entry && next.Slot != Slot.Loan)
        {
            LegBook.Close(draft, next, delta);
        }
    }

    private static void StopRested(Draft draft, TrackedOrder order)
    {
        if (order.StopPrice is not { } price)
        {
            return;
        }

        var (side, cause) = (draft.Trade.Plan.Side, draft.Trade.StopCause);
        foreach (var leg in draft.Trade.Legs.Where(leg => ExitPlan.StopSlot(leg, draft.Settings) == order.Slot))
        {
            if (leg.RestedStop is not { } rested || Levels.IsTighter(side, price, rested))
            {
                // What rests counts, also when another level is wanted by now: the stop never goes back behind it.
                draft.SetLeg(leg with { RestedStop = price, StopPrice = Levels.IsTighter(side, price, leg.StopPrice) ? price : leg.StopPrice });
            }
        }

        if (draft.Trade.Stops.IsEmpty || draft.Trade.Stops[^1].Price != price)
        {
            draft.Trade = draft.Trade with { Stops = draft.Trade.Stops.Add(new StopChange(draft.Now, price, cause)) };
            draft.Note("STOP_RESTS", $"The exchange accepted a stop at {price} ({cause}).", ("stop", price), ("cause", cause), ("leg", order.Slot), ("order_id_sl", order.OrderId));
        }
    }

    private static OrderRole RoleOf(Slot slot, OrderType type) => slot == Slot.Entry
        ? OrderRole.Entry
        : type switch
        {
            OrderType.StopLoss or OrderType.StopLossLimit => OrderRole.Stop,
            OrderType.LimitMaker or OrderType.Limit or OrderType.TakeProfit or OrderType.TakeProfitLimit => OrderRole.Target,
            OrderType.Market => OrderRole.Exit,
        };
}
