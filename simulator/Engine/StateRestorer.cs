using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>Rebuilds an engine's insides from what was kept of it.</summary>
internal sealed class StateRestorer(
    Dictionary<string, SymbolBook> books, Accounts accounts, Matcher matcher, LoanDesk loans, InterestClock interest, ListIds listIds)
{
    private readonly Dictionary<Purse, decimal> _needs = [];

    public void Restore(EngineState state, EngineOptions options)
    {
        foreach (var symbol in state.Symbols)
            books.Add(symbol.Rules.Symbol, Rebuild(symbol, options));
        foreach (var kept in state.Accounts)
            accounts.Open(kept.Key).InterestDueAt = kept.InterestDueAt;
        interest.Rewind();
        foreach (var kept in state.Balances)
            AccountOf(kept.Account).Of(kept.Balance.Asset).Restore(kept.Balance);
        foreach (var kept in state.Loans.OrderBy(loan => loan.Record.TransactionId))
            loans.Restore(AccountOf(kept.Account), kept.Record);
        foreach (var kept in state.Interest.OrderBy(each => each.Charge.Number))
            interest.Restore(AccountOf(kept.Account), kept.Charge);
        foreach (var trade in state.Trades.OrderBy(trade => trade.Fill.TradeId))
            books[trade.Symbol].Trades.Add(trade.Fill);
        RestoreOrders(state);
        foreach (var purse in accounts.All.SelectMany(account => account.Purses))
        {
            var need = _needs.GetValueOrDefault(purse);
            if (purse.Locked != need)
            {
                throw new InvalidDataException(
                    $"{purse.Locked} {purse.Asset} are locked on {purse.Owner.Key}, but open orders lock {need}.");
            }
        }
    }

    private void RestoreOrders(EngineState state)
    {
        var lists = new Dictionary<long, OrderList>();
        var working = new HashSet<(string Symbol, long OrderId)>();
        foreach (var kept in state.Lists.OrderBy(list => list.Id))
        {
            var list = new OrderList(kept.Id, kept.Symbol, kept.ClientOrderId)
            {
                IsPaidByWorking = kept.IsPaidByWorking,
                Collected = kept.Collected,
                ChangedAt = kept.ChangedAt,
            };
            lists.Add(list.Id, list);
            listIds.Skip(list.Id);
            if (kept.WorkingOrderId is { } workingId)
                working.Add((kept.Symbol, workingId));
            AccountOf(kept.Account).TakeName(list);
        }
        var reservations = new Dictionary<long, Reservation>();
        foreach (var kept in state.Orders.OrderBy(order => order.Report.OrderId))
        {
            var account = AccountOf(kept.Account);
            var book = books[kept.Report.Symbol];
            var list = kept.Report.OrderListId is { } listId ? lists[listId] : null;
            var purse = account.Of(OrderFactory.LockedAsset(book.Rules, kept.Report.Side));
            var isWorking = working.Contains((kept.Report.Symbol, kept.Report.OrderId));
            var reservation = list is not null && !isWorking && reservations.TryGetValue(list.Id, out var shared) ? shared : new Reservation(purse);
            if (list is not null && !isWorking)
                reservations[list.Id] = reservation;
            var order = Rebuild(kept, account, book, reservation, list);
            list?.Legs.Add(order);
            if (isWorking)
                list?.Working = order;
            matcher.Restore(order);
            var before = reservation.Amount;
            _needs[purse] = _needs.GetValueOrDefault(purse) + reservation.AdoptNeed() - before;
        }
    }

    private Account AccountOf(AccountKey key) =>
        accounts.Find(key) ?? throw new InvalidDataException($"There is no account {key}, but something belongs to it.");

    private static SymbolBook Rebuild(SymbolState symbol, EngineOptions options)
    {
        var book = new SymbolBook(symbol.Rules, options.SlippageTicks, options.IdsOf(symbol.Rules.Symbol)) { Status = symbol.Status };
        book.Ids.StartFrom(symbol.NextOrderId, symbol.NextTradeId, symbol.NextExecutionId);
        book.SetLast(symbol.LastPrice, symbol.LastAt);
        return book;
    }

    private static Order Rebuild(OrderState kept, Account account, SymbolBook book, Reservation reservation, OrderList? list)
    {
        var trail = OrderFactory.TrailFor(kept.Report.Type, kept.Report.Side, kept.Report.StopPrice, kept.Extras);
        trail?.Restore(kept.TrailingExtreme, kept.TrailingSince);
        return Rebuild(kept, account, book, reservation, list, trail);
    }

    private static Order Rebuild(OrderState kept, Account account, SymbolBook book, Reservation reservation, OrderList? list, Trail? trail) => new()
    {
        Account = account,
        Book = book,
        Id = kept.Report.OrderId,
        ClientOrderId = kept.Report.ClientOrderId,
        Side = kept.Report.Side,
        Type = kept.Report.Type,
        TimeInForce = kept.TimeInForce,
        Price = kept.Report.Price,
        StopPrice = kept.Report.StopPrice,
        Quantity = kept.Report.Quantity,
        Executed = kept.Report.ExecutedQuantity,
        QuoteExecuted = kept.Report.QuoteQuantity,
        Status = kept.Report.Status,
        IsWorking = kept.Report.IsWorking,
        ExpiryReason = kept.Report.ExpiryReason,
        Amendments = kept.Amendments,
        UpdatedAt = kept.Report.UpdatedAt,
        SideEffect = kept.SideEffect,
        AutoRepayAtCancel = kept.AutoRepayAtCancel,
        Loan = kept.Loan,
        CreatedAt = kept.CreatedAt,
        WorkingAt = kept.WorkingAt,
        CancelId = kept.CancelId,
        Extras = kept.Extras,
        Trail = trail,
        LockPrice = kept.LockPrice,
        List = list,
        Reservation = reservation,
    };
}
