using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Takes new order lists.</summary>
internal sealed class ListPlacement(EngineOptions options, Matcher matcher, Funding funding, ListIds listIds, ChangeLog changes)
{
    private readonly ListAdmission _admission = new(options, funding);

    public ExchangeReply Place(Account account, SymbolBook book, NewOco oco, RequestExtras extras, DateTimeOffset now)
    {
        if (_admission.RefusalOf(account, book, oco, extras, now) is { } refused)
            return refused.ToReply();
        var list = Open(account, new OrderList(listIds.Next(), book.Rules.Symbol, oco.ListClientOrderId));
        var reservation = OrderFactory.ReservationFor(account, book, oco.Above.Side);
        var above = OrderFactory.Create(account, book, oco.Above, extras.Of(oco.Above.ClientOrderId), reservation, list, now);
        var below = OrderFactory.Create(account, book, oco.Below, extras.Of(oco.Below.ClientOrderId), reservation, list, now);
        list.Legs.AddRange([above, below]);
        above.Loan = funding.Provide(reservation.Purse, ListAdmission.Need(book, oco), now);
        list.ChangedAt = now;
        matcher.Events.Add(list, ListChange.Started, now);
        matcher.Accept(above);
        matcher.Accept(below);
        return new ExchangeReply.Accepted([above.ToReport([]), below.ToReport([])]);
    }

    /// <summary>The reply shows the pending orders as they were before the working order executed, also when it did at once.</summary>
    public ExchangeReply Place(Account account, SymbolBook book, NewOto oto, RequestExtras extras, DateTimeOffset now)
    {
        var available = oto.Working.Type == OrderType.LimitMaker
            ? 0m
            : matcher.PlanTake(book, book.Ids.NextOrderId, oto.Working.Side, oto.Working.Price, oto.Working.Quantity, now);
        if (_admission.RefusalOf(account, book, oto, extras, available, now) is { } refused)
            return refused.ToReply();
        var list = Open(account, new OrderList(listIds.Next(), book.Rules.Symbol, oto.ListClientOrderId) { IsPaidByWorking = oto.IsPaidByWorking });
        var reservation = OrderFactory.ReservationFor(account, book, oto.Working.Side);
        var working = OrderFactory.Create(account, book, oto.Working, extras.Of(oto.Working.ClientOrderId), reservation, list, now);
        working.Loan = funding.Provide(reservation.Purse, Admission.Need(book, oto.Working, available), now);
        list.Working = working;
        list.Legs.Add(working);
        var pendingReservation = OrderFactory.ReservationFor(account, book, oto.Pending[0].Side);
        foreach (var draft in oto.Pending)
            list.Legs.Add(OrderFactory.CreatePending(account, book, draft, extras.Of(draft.ClientOrderId), oto.IsPaidByWorking, pendingReservation, list, now));
        list.ChangedAt = now;
        matcher.Events.Add(list, ListChange.Started, now);
        foreach (var leg in list.Legs)
            matcher.Accept(leg);
        ImmutableArray<OrderReport> pending = [.. list.Pending.Select(leg => leg.ToReport([]))];
        var tradesBefore = book.Trades.Count;
        matcher.Enter(working, available, now);
        return new ExchangeReply.Accepted([working.ToReport([.. book.Trades.From(tradesBefore).Where(fill => fill.OrderId == working.Id)]), .. pending]);
    }

    private OrderList Open(Account account, OrderList list)
    {
        account.TakeName(list);
        changes.Touch(list);
        return list;
    }
}
