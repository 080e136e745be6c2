using System.Collections.Immutable;
using System.Diagnostics;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Answers requests: checks, then lets the matcher act. A refused request changes nothing and is announced to nobody.</summary>
internal sealed class CommandDesk
{
    private readonly EngineOptions _options;
    private readonly Wallet _wallet;
    private readonly Matcher _matcher;
    private readonly ChangeLog _changes;
    private readonly Admission _admission;
    private readonly Dictionary<string, OrderList> _listsByName = new(StringComparer.Ordinal);
    private long _nextListId;

    public CommandDesk(EngineOptions options, Wallet wallet, Matcher matcher, ChangeLog changes)
    {
        _options = options;
        _wallet = wallet;
        _matcher = matcher;
        _changes = changes;
        _nextListId = options.FirstListId;
        _admission = new Admission(wallet, matcher, name => _listsByName.TryGetValue(name, out var list) && list.IsLive);
    }

    /// <summary>Puts back a list of an earlier run.</summary>
    public void Restore(OrderList list)
    {
        _nextListId = Math.Max(_nextListId, list.Id + 1);
        _listsByName[list.ClientOrderId] = list;
    }

    public ExchangeReply Execute(SymbolBook book, ExchangeCommand command, DateTimeOffset now) => command switch
    {
        ExchangeCommand.Place place => Place(book, place.Order, now),
        ExchangeCommand.PlaceOco place => PlaceOco(book, place.Oco, now),
        ExchangeCommand.Cancel cancel => Cancel(book, cancel.Order, now),
        ExchangeCommand.Replace replace => Replace(book, replace, now),
        ExchangeCommand.Amend amend => Amend(book, amend, now),
        ExchangeCommand.Inspect inspect => new ExchangeReply.Inspected(Inspect(book, inspect, now)),
        _ => throw new UnreachableException($"Unknown command {command.GetType().Name}."),
    };

    private ExchangeReply Place(SymbolBook book, NewOrder order, DateTimeOffset now)
    {
        if (Admission.AtGateway(book, order) is { } bad)
            return bad.ToReply();
        var available = PlanTake(book, order, now);
        if ((_admission.AtEngine(book, order, available) ?? Admission.Counts(book, order)) is { } refused)
            return refused.ToReply();
        return new ExchangeReply.Accepted([Take(book, order, available, now)]);
    }

    private ExchangeReply PlaceOco(SymbolBook book, NewOco oco, DateTimeOffset now)
    {
        if ((Admission.AtGateway(book, oco) ?? _admission.AtEngine(book, oco) ?? Admission.Counts(book)) is { } refused)
            return refused.ToReply();
        var list = new OrderList(_nextListId++, book.Rules.Symbol, oco.ListClientOrderId);
        _listsByName[list.ClientOrderId] = list;
        _changes.Add(list);
        var reservation = ReservationFor(book, oco.Above.Side);
        var above = Create(book, oco.Above, reservation, list, now);
        var below = Create(book, oco.Below, reservation, list, now);
        list.Legs.AddRange([above, below]);
        _matcher.Accept(above);
        _matcher.Accept(below);
        return new ExchangeReply.Accepted([above.ToReport([]), below.ToReport([])]);
    }

    private ExchangeReply Cancel(SymbolBook book, OrderReference reference, DateTimeOffset now)
    {
        var (order, refused) = FindOpen(book, reference, Refusal.CancelUnknown);
        return order is null ? refused.ToReply() : new ExchangeReply.Accepted(CancelWithSiblings(order, now));
    }

    private ExchangeReply Replace(SymbolBook book, ExchangeCommand.Replace replace, DateTimeOffset now)
    {
        if (!book.Rules.CancelReplaceAllowed)
            return Refusal.ReplaceNotSupported.ToReply();
        if ((Admission.AtGateway(book, replace.Order) ?? Admission.Counts(book, replace.Order)) is { } bad)
            return (_options.ReplaceReportsFilter || bad.Code != ErrorCodes.FilterFailure ? bad : Refusal.ReplaceFailed).ToReply();
        var (old, _) = FindOpen(book, replace.Cancelled, Refusal.CancelUnknown);
        if (old is null)
            return Refusal.ReplaceFailed.ToReply();

        var cancelled = CancelWithSiblings(old, now);
        var available = PlanTake(book, replace.Order, now);
        return _admission.AtEngine(book, replace.Order, available) is { } refused
            ? new ExchangeReply.HalfReplaced(cancelled, refused.Code, refused.Message)
            : new ExchangeReply.Accepted(cancelled.Add(Take(book, replace.Order, available, now)));
    }

    private ExchangeReply Amend(SymbolBook book, ExchangeCommand.Amend amend, DateTimeOffset now)
    {
        if (ParameterChecks.Quantity(amend.NewQuantity, "newQty") is { } bad)
            return bad.ToReply();
        var (order, refused) = FindOpen(book, amend.Order, Refusal.AmendUnknown);
        if (order is null)
            return refused.ToReply();
        if (AmendRefusal(book, order, amend.NewQuantity) is { } refusal)
            return refusal.ToReply();
        ImmutableArray<Order> affected = order.List is { } list ? [.. list.Legs.Where(leg => leg.IsLive)] : [order];
        foreach (var each in affected)
            _matcher.Amend(each, amend.NewQuantity, now);
        return new ExchangeReply.Accepted([.. affected.Select(each => each.ToReport([]))]);
    }

    private static Refusal? AmendRefusal(SymbolBook book, Order order, decimal quantity)
    {
        if (!book.Rules.AmendAllowed)
            return Refusal.AmendNotSupported;
        if (!book.Rules.IsTrading)
            return Refusal.AmendMarketClosed;
        if (quantity == order.Quantity)
            return Refusal.AmendChangesNothing;
        if (quantity > order.Quantity)
            return Refusal.AmendIncreases;
        if (FilterChecks.AmendedQuantity(book, order, quantity) is { } filter)
            return filter;
        if (quantity == 0m)
            return Refusal.NothingToTrade;
        return book.Rules.MaxOrderAmends > 0 && order.Amendments >= book.Rules.MaxOrderAmends ? Refusal.TooManyAmends : null;
    }

    private ExchangeView Inspect(SymbolBook book, ExchangeCommand.Inspect inspect, DateTimeOffset now) => new()
    {
        At = now,
        Orders = [.. inspect.Orders.Select(reference => Find(book, reference)).OfType<Order>().Select(order => order.ToReport([]))],
        OpenOrders = [.. book.Open.Select(order => order.ToReport([]))],
        Trades = inspect.TradesSince is { } since ? TradesSince(book, since) : [],
        Base = _wallet.Of(book.Rules.BaseAsset).ToBalance(),
        Quote = _wallet.Of(book.Rules.QuoteAsset).ToBalance(),
    };

    /// <summary>Looks at all of them: over a restart the clock may have been set back, so that times do not ascend.</summary>
    private static ImmutableArray<Fill> TradesSince(SymbolBook book, DateTimeOffset since) => [.. book.Trades.Where(fill => fill.At >= since)];

    private static Order? Find(SymbolBook book, OrderReference reference)
    {
        if (reference.OrderId is not { } id)
            return book.FindLatest(reference.ClientOrderId);
        var order = book.Find(id);
        return order is null || Disagrees(order, reference) ? null : order;
    }

    private (Order? Order, Refusal Refusal) FindOpen(SymbolBook book, OrderReference reference, Refusal unknown)
    {
        if (reference.OrderId is { } id)
        {
            if (book.Find(id) is not { IsLive: true } byId)
                return (null, unknown);
            if (Disagrees(byId, reference))
                return (null, _options.MismatchedIdsHaveOwnCode ? Refusal.MismatchedIds : unknown);
            return (byId, unknown);
        }
        if (reference.ClientOrderId.Length == 0)
            return (null, Refusal.NoOrderNamed);
        return _matcher.FindOpen(reference.ClientOrderId) is { } order && order.Book == book ? (order, unknown) : (null, unknown);
    }

    private static bool Disagrees(Order order, OrderReference reference) =>
        reference.ClientOrderId.Length > 0 && reference.ClientOrderId != order.ClientOrderId;

    private ImmutableArray<OrderReport> CancelWithSiblings(Order order, DateTimeOffset now)
    {
        ImmutableArray<Order> affected = order.List is { } list ? [.. list.Legs.Where(leg => leg.IsLive)] : [order];
        foreach (var each in affected)
            _matcher.Cancel(each, now);
        return [.. affected.Select(each => each.ToReport([]))];
    }

    private decimal PlanTake(SymbolBook book, NewOrder order, DateTimeOffset now) =>
        order.Type.IsStop() || order.Type == OrderType.LimitMaker
            ? 0m
            : _matcher.PlanTake(book, book.NextOrderId, order.Side, order.Price, order.Quantity, now);

    private OrderReport Take(SymbolBook book, NewOrder draft, decimal available, DateTimeOffset now)
    {
        var order = Create(book, draft, ReservationFor(book, draft.Side), list: null, now);
        var tradesBefore = book.Trades.Count;
        _matcher.Accept(order);
        if (order.IsWorking)
            _matcher.Enter(order, available, now);
        return order.ToReport([.. book.Trades[tradesBefore..]]);
    }

    private Reservation ReservationFor(SymbolBook book, OrderSide side) => new(_wallet.Of(side switch
    {
        OrderSide.Buy => book.Rules.QuoteAsset,
        OrderSide.Sell => book.Rules.BaseAsset,
    }));

    private static Order Create(SymbolBook book, NewOrder draft, Reservation reservation, OrderList? list, DateTimeOffset now) => new()
    {
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
        List = list,
        Reservation = reservation,
        UpdatedAt = now,
    };
}
