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
        Account account, SymbolBook book, NewOrder draft, Reservation reservation, OrderList? list, DateTimeOffset now) => new()
    {
        Account = account,
        Book = book,
        Id = book.NextOrderId++,
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
    };
}
