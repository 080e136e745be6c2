using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Makes orders out of requests.</summary>
internal static class OrderFactory
{
    /// <summary>What an order of <paramref name="side"/> gives away.</summary>
    public static string LockedAsset(SymbolRules rules, OrderSide side) => side switch
    {
        OrderSide.Buy => rules.QuoteAsset,
        OrderSide.Sell => rules.BaseAsset,
    };

    public static Reservation ReservationFor(Account account, SymbolBook book, OrderSide side) => new(account.Of(LockedAsset(book.Rules, side)));

    public static Order Create(
        Account account, SymbolBook book, NewOrder draft, OrderExtras extras, Reservation reservation, OrderList? list, DateTimeOffset now) => new()
    {
        Account = account,
        Book = book,
        Id = book.Ids.TakeOrderId(),
        ClientOrderId = draft.ClientOrderId,
        Side = draft.Side,
        Type = draft.Type,
        TimeInForce = draft.Type.HasTimeInForce() ? draft.TimeInForce : TimeInForce.GoodTillCancelled,
        Price = draft.Price,
        StopPrice = draft.StopPrice,
        Quantity = draft.Quantity,
        IsWorking = !draft.Type.IsStop(),
        SideEffect = draft.SideEffect,
        AutoRepayAtCancel = draft.AutoRepayAtCancel,
        List = list,
        Reservation = reservation,
        UpdatedAt = now,
        CreatedAt = now,
        WorkingAt = draft.Type.IsStop() ? null : now,
        Extras = extras,
        Trail = TrailFor(draft.Type, draft.Side, draft.StopPrice, extras),
        LockPrice = draft.Type.IsStop() && draft.Price is null && draft.StopPrice is null ? book.Last : null,
    };

    /// <summary>What follows the price for an order that asks for it; else null.</summary>
    public static Trail? TrailFor(OrderType type, OrderSide side, decimal? stopPrice, OrderExtras extras) =>
        type.IsStop() && extras.TrailingDelta is { } delta ? new Trail(side, delta, stopPrice, type.TriggersBelow(side)) : null;

    /// <summary>An order that waits for the working order of its list; without a quantity while that is still to be bought.</summary>
    public static Order CreatePending(
        Account account, SymbolBook book, NewOrder draft, OrderExtras extras, bool isPaidByWorking, Reservation reservation, OrderList list, DateTimeOffset now)
    {
        var order = Create(account, book, isPaidByWorking ? draft with { Quantity = 0m } : draft, extras, reservation, list, now);
        order.Status = OrderStatus.PendingNew;
        order.IsWorking = false;
        order.WorkingAt = null;
        return order;
    }

    /// <summary>The order as it would be placed now.</summary>
    public static NewOrder DraftOf(Order order) => new()
    {
        ClientOrderId = order.ClientOrderId,
        Side = order.Side,
        Type = order.Type,
        Quantity = order.Quantity,
        Price = order.Price,
        StopPrice = order.StopPrice,
        TimeInForce = order.TimeInForce,
    };
}
