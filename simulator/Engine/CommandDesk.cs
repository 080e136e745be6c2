using System.Collections.Immutable;
using System.Diagnostics;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Answers requests: checks, then lets the matcher act. A refused request changes nothing and is announced to nobody.</summary>
internal sealed class CommandDesk(
    EngineOptions options, Accounts accounts, Matcher matcher, Placement placement, ListPlacement lists, LoanDesk loans, Inspection inspection)
{
    private readonly OrderFinder _finder = new(options);

    public ExchangeReply Execute(SymbolBook book, ExchangeCommand command, RequestExtras extras, DateTimeOffset now) =>
        accounts.Find(AccountKey.Of(command.Account, book.Rules.Symbol)) is { } account
            ? Execute(account, book, command, extras, now)
            : Refusal.NoAccount(command.Account).ToReply();

    private ExchangeReply Execute(
        Account account, SymbolBook book, ExchangeCommand command, RequestExtras extras, DateTimeOffset now) => command switch
    {
        ExchangeCommand.Place place => placement.Place(account, book, place.Order, extras, now),
        ExchangeCommand.PlaceOco place => lists.Place(account, book, place.Oco, extras, now),
        ExchangeCommand.PlaceOto place => lists.Place(account, book, place.Oto, extras, now),
        ExchangeCommand.Cancel cancel => Cancel(account, book, cancel.Order, extras, now),
        ExchangeCommand.Replace replace => Replace(account, book, replace, now),
        ExchangeCommand.Amend amend => Amend(account, book, amend, extras, now),
        ExchangeCommand.Borrow borrow => account.IsMargin ? loans.Borrow(account, book, borrow, now) : Refusal.BorrowNotAllowed.ToReply(),
        ExchangeCommand.Repay repay => account.IsMargin ? loans.Repay(account, book, repay, now) : Refusal.RepayNotAllowed.ToReply(),
        ExchangeCommand.Inspect inspect => new ExchangeReply.Inspected(inspection.Inspect(account, book, inspect, now)),
        _ => throw new UnreachableException($"Unknown command {command.GetType().Name}."),
    };

    private ExchangeReply Cancel(Account account, SymbolBook book, OrderReference reference, RequestExtras extras, DateTimeOffset now)
    {
        if (book.Status == MarketStatus.Halt)
            return Refusal.CancelMarketClosed.ToReply();
        var (order, refused) = _finder.FindOpen(account, book, reference, Refusal.CancelUnknown);
        if (order is null)
            return refused.ToReply();
        if (extras.CancelOnly is { } status && order.Status != status)
            return Refusal.CancelRestricted.ToReply();
        return new ExchangeReply.Accepted(CancelWithSiblings(order, extras.NewClientOrderId, now));
    }

    private ExchangeReply Replace(Account account, SymbolBook book, ExchangeCommand.Replace replace, DateTimeOffset now)
    {
        if (account.IsMargin || !book.Rules.CancelReplaceAllowed)
            return Refusal.ReplaceNotSupported.ToReply();
        if ((Admission.AtGateway(account, book, replace.Order, OrderExtras.None) ?? Admission.Counts(account, book, replace.Order)) is { } bad)
            return (options.ReplaceReportsFilter || bad.Code != ErrorCodes.FilterFailure ? bad : Refusal.ReplaceFailed).ToReply();
        if (book.Status == MarketStatus.Halt)
            return Refusal.ReplaceFailed.ToReply();
        var (old, _) = _finder.FindOpen(account, book, replace.Cancelled, Refusal.CancelUnknown);
        if (old is null or { Executed: > 0m })
            return Refusal.ReplaceFailed.ToReply();

        var cancelled = CancelWithSiblings(old, cancelId: null, now);
        var (report, refused) = placement.TryEnter(account, book, replace.Order, RequestExtras.None, now);
        return report is null
            ? new ExchangeReply.HalfReplaced(cancelled, refused!.Code, refused.Message)
            : new ExchangeReply.Accepted(cancelled.Add(report));
    }

    private ExchangeReply Amend(Account account, SymbolBook book, ExchangeCommand.Amend amend, RequestExtras extras, DateTimeOffset now)
    {
        if (ParameterChecks.Quantity(amend.NewQuantity, "newQty") is { } bad)
            return bad.ToReply();
        if (account.IsMargin)
            return Refusal.AmendNotSupported.ToReply();
        var (order, refused) = _finder.FindOpen(account, book, amend.Order, Refusal.AmendUnknown);
        if (order is null)
            return refused.ToReply();
        if (AmendRefusal(book, order, amend.NewQuantity) is { } refusal)
            return refusal.ToReply();
        if (extras.NewClientOrderId is { } newName && newName != order.ClientOrderId && account.FindOpen(newName) is not null)
            return Refusal.DuplicateOrder.ToReply();
        ImmutableArray<Order> affected = order.List is { } list ? [.. list.SharersOf(order)] : [order];
        foreach (var each in affected)
            matcher.Amend(each, amend.NewQuantity, each == order ? extras.NewClientOrderId : null, now);
        if (order.List is { IsLive: true } renamed && extras.NewClientOrderId is not null)
            matcher.Events.Add(renamed, ListChange.Updated, now);
        return new ExchangeReply.Accepted([.. affected.Select(each => each.ToReport([]))]);
    }

    private static Refusal? AmendRefusal(SymbolBook book, Order order, decimal quantity)
    {
        if (!book.Rules.AmendAllowed)
            return Refusal.AmendNotSupported;
        if (!book.IsTrading)
            return Refusal.AmendMarketClosed;
        if (order is { IsPending: true, List.IsPaidByWorking: true })
            return Refusal.AmendOfPendingOpo;
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

    /// <summary>
    /// Cancels an order, or all live orders of its list. A loan taken for it is paid back out of what the cancel sets free, where the order
    /// asked for that. Orders that wait for a working order expire with it, unless it is one of them that is cancelled.
    /// </summary>
    private ImmutableArray<OrderReport> CancelWithSiblings(Order order, string? cancelId, DateTimeOffset now)
    {
        ImmutableArray<Order> affected = order.List is { } list ? [.. list.Legs.Where(leg => leg.IsLive)] : [order];
        var borrower = affected.FirstOrDefault(each => each is { Loan: > 0m, AutoRepayAtCancel: true });
        var freeBefore = borrower?.Reservation.Purse.Free ?? 0m;
        var working = order.List?.Working;
        foreach (var each in affected.OrderBy(each => each == working && each != order))
        {
            if (each.IsLive)
                matcher.Cancel(each, cancelId, now);
        }
        if (borrower is not null)
        {
            var purse = borrower.Reservation.Purse;
            loans.RepayQuietly(purse.Owner, purse.Asset, Math.Min(borrower.Loan, purse.Free - freeBefore), now);
        }
        return [.. affected.Select(each => each.ToReport([]))];
    }
}
