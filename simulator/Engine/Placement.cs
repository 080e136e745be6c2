using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Takes new single orders.</summary>
internal sealed class Placement(Matcher matcher, Funding funding)
{
    private readonly Admission _admission = new(funding);

    public ExchangeReply Place(Account account, SymbolBook book, NewOrder draft, RequestExtras request, DateTimeOffset now)
    {
        var extras = request.Of(draft.ClientOrderId);
        var order = QuoteQuantities.Resolve(book, draft, extras);
        if (Admission.AtGateway(account, book, order, extras) is { } bad)
            return bad.ToReply();
        if (request.AtGate() is { } stopped)
            return stopped.ToReply();
        var available = PlanTake(book, order, now);
        var refused = _admission.AtEngine(account, book, order, available, now) ?? Admission.Counts(account, book, order);
        return refused?.ToReply() ?? (ExchangeReply)new ExchangeReply.Accepted([Enter(account, book, order, extras, available, now)]);
    }

    /// <summary>Places an order that has passed the gateway and the counts already; else why the matching engine refuses it.</summary>
    public (OrderReport? Report, Refusal? Refused) TryEnter(
        Account account, SymbolBook book, NewOrder order, RequestExtras request, DateTimeOffset now)
    {
        var extras = request.Of(order.ClientOrderId);
        var available = PlanTake(book, order, now);
        return _admission.AtEngine(account, book, order, available, now) is { } refused
            ? (null, refused)
            : (Enter(account, book, order, extras, available, now), null);
    }

    private decimal PlanTake(SymbolBook book, NewOrder order, DateTimeOffset now) =>
        order.Type.IsStop() || order.Type == OrderType.LimitMaker
            ? 0m
            : matcher.PlanTake(book, book.Ids.NextOrderId, order.Side, order.Price, order.Quantity, now);

    private OrderReport Enter(
        Account account, SymbolBook book, NewOrder draft, OrderExtras extras, decimal available, DateTimeOffset now)
    {
        var reservation = OrderFactory.ReservationFor(account, book, draft.Side);
        var order = OrderFactory.Create(account, book, draft, extras, reservation, list: null, now);
        order.Loan = funding.Provide(reservation.Purse, Admission.Need(book, draft, available), now);
        var tradesBefore = book.Trades.Count;
        matcher.Accept(order);
        if (order.IsWorking)
            matcher.Enter(order, available, now);
        return order.ToReport([.. book.Trades.From(tradesBefore)]);
    }
}
