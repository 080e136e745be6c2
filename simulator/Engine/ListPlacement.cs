using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Takes new order lists.</summary>
internal sealed class ListPlacement(EngineOptions options, Matcher matcher, Funding funding, ListIds listIds, ChangeLog changes)
{
    private readonly ListAdmission _admission = new(options, funding);

    public ExchangeReply Place(Account account, SymbolBook book, NewOco oco, DateTimeOffset now)
    {
        if (_admission.RefusalOf(account, book, oco, now) is { } refused)
            return refused.ToReply();
        var list = Open(account, new OrderList(listIds.Next(), book.Rules.Symbol, oco.ListClientOrderId));
        var reservation = OrderFactory.ReservationFor(account, book, oco.Above.Side);
        var above = OrderFactory.Create(account, book, oco.Above, reservation, list, now);
        var below = OrderFactory.Create(account, book, oco.Below, reservation, list, now);
        list.Legs.AddRange([above, below]);
        above.Loan = funding.Provide(reservation.Purse, ListAdmission.Need(book, oco), now);
        matcher.Accept(above);
        matcher.Accept(below);
        return new ExchangeReply.Accepted([above.ToReport([]), below.ToReport([])]);
    }

    /// <summary>The reply shows the pending orders as they were before the working order executed, also when it did at once.</summary>
    public ExchangeReply Place(Account account, SymbolBook book, NewOto oto, DateTimeOffset now)
    {
        var available = oto.Working.Type == OrderType.LimitMaker
            ? 0m
            : matcher.PlanTake(book, book.NextOrderId, oto.Working.Side, oto.Working.Price, oto.Working.Quantity, now);
        if (_admission.RefusalOf(account, book, oto, available, now) is { } refused)
            return refused.ToReply();
        var list = Open(account, new OrderList(listIds.Next(), book.Rules.Symbol, oto.ListClientOrderId) { IsPaidByWorking = oto.IsPaidByWorking });
        var reservation = OrderFactory.ReservationFor(account, book, oto.Working.Side);
        var working = OrderFactory.Create(account, book, oto.Working, reservation, list, now);
        working.Loan = funding.Provide(reservation.Purse, Admission.Need(book, oto.Working, available), now);
        list.Working = working;
        list.Legs.Add(working);
        var pendingReservation = OrderFactory.ReservationFor(account, book, oto.Pending[0].Side);
        foreach (var draft in oto.Pending)
            list.Legs.Add(OrderFactory.CreatePending(account, book, draft, oto.IsPaidByWorking, pendingReservation, list, now));
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
