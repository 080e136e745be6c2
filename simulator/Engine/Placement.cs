using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Takes new orders and lists.</summary>
internal sealed class Placement(Matcher matcher, Funding funding, ListIds listIds, ChangeLog changes)
{
    private readonly Admission _admission = new(funding);

    public ExchangeReply Place(Account account, SymbolBook book, NewOrder order, DateTimeOffset now)
    {
        if (Admission.AtGateway(account, book, order) is { } bad)
            return bad.ToReply();
        var available = PlanTake(book, order, now);
        var refused = _admission.AtEngine(account, book, order, available, now) ?? Admission.Counts(account, book, order);
        return refused?.ToReply() ?? (ExchangeReply)new ExchangeReply.Accepted([Enter(account, book, order, available, now)]);
    }

    /// <summary>Places an order that has passed the gateway and the counts already; else why the matching engine refuses it.</summary>
    public (OrderReport? Report, Refusal? Refused) TryEnter(Account account, SymbolBook book, NewOrder order, DateTimeOffset now)
    {
        var available = PlanTake(book, order, now);
        return _admission.AtEngine(account, book, order, available, now) is { } refused
            ? (null, refused)
            : (Enter(account, book, order, available, now), null);
    }

    public ExchangeReply PlaceOco(Account account, SymbolBook book, NewOco oco, DateTimeOffset now)
    {
        var refused = Admission.AtGateway(account, book, oco)
            ?? _admission.AtEngine(account, book, oco, now)
            ?? Admission.Counts(account, book);
        if (refused is not null)
            return refused.ToReply();
        var list = new OrderList(listIds.Next(), book.Rules.Symbol, oco.ListClientOrderId);
        account.TakeName(list);
        changes.Touch(list);
        var reservation = OrderFactory.ReservationFor(account, book, oco.Above.Side);
        var above = OrderFactory.Create(account, book, oco.Above, reservation, list, now);
        var below = OrderFactory.Create(account, book, oco.Below, reservation, list, now);
        list.Legs.AddRange([above, below]);
        above.Loan = funding.Provide(reservation.Purse, Admission.Need(book, oco), now);
        matcher.Accept(above);
        matcher.Accept(below);
        return new ExchangeReply.Accepted([above.ToReport([]), below.ToReport([])]);
    }

    private decimal PlanTake(SymbolBook book, NewOrder order, DateTimeOffset now) =>
        order.Type.IsStop() || order.Type == OrderType.LimitMaker
            ? 0m
            : matcher.PlanTake(book, book.NextOrderId, order.Side, order.Price, order.Quantity, now);

    private OrderReport Enter(Account account, SymbolBook book, NewOrder draft, decimal available, DateTimeOffset now)
    {
        var reservation = OrderFactory.ReservationFor(account, book, draft.Side);
        var order = OrderFactory.Create(account, book, draft, reservation, list: null, now);
        order.Loan = funding.Provide(reservation.Purse, Admission.Need(book, draft, available), now);
        var tradesBefore = book.Trades.Count;
        matcher.Accept(order);
        if (order.IsWorking)
            matcher.Enter(order, available, now);
        return order.ToReport([.. book.Trades[tradesBefore..]]);
    }
}
