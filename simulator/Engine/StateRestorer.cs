using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Rebuilds an engine's insides from what was kept of it.</summary>
internal static class StateRestorer
{
    public static void Restore(
        EngineState state, Dictionary<string, SymbolBook> books, int slippageTicks, Wallet wallet, Matcher matcher, CommandDesk desk)
    {
        foreach (var symbol in state.Symbols)
            books.Add(symbol.Rules.Symbol, Rebuild(symbol, slippageTicks));
        var lists = state.Lists.ToDictionary(list => list.Id, list => new OrderList(list.Id, list.Symbol, list.ClientOrderId));
        foreach (var list in lists.Values.OrderBy(list => list.Id))
            desk.Restore(list);
        foreach (var balance in state.Balances)
            wallet.Of(balance.Asset).Restore(balance);
        foreach (var trade in state.Trades.OrderBy(trade => trade.Fill.TradeId))
            books[trade.Symbol].Trades.Add(trade.Fill);

        var needs = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var reservations = new Dictionary<long, Reservation>();
        foreach (var kept in state.Orders.OrderBy(order => order.Report.OrderId))
        {
            var book = books[kept.Report.Symbol];
            var list = kept.Report.OrderListId is { } listId ? lists[listId] : null;
            var reservation = list is not null && reservations.TryGetValue(list.Id, out var shared)
                ? shared
                : new Reservation(wallet.Of(LockedAsset(book.Rules, kept.Report.Side)));
            if (list is not null)
                reservations[list.Id] = reservation;
            var order = Rebuild(kept, book, reservation, list);
            list?.Legs.Add(order);
            matcher.Restore(order);
            var before = reservation.Amount;
            Count(needs, LockedAsset(book.Rules, order.Side), reservation.AdoptNeed() - before);
        }
        foreach (var purse in wallet.Purses)
        {
            var need = needs.GetValueOrDefault(purse.Asset);
            if (purse.Locked != need)
                throw new InvalidDataException($"{purse.Locked} {purse.Asset} are locked, but open orders lock {need}.");
        }
    }

    private static void Count(Dictionary<string, decimal> needs, string asset, decimal need) =>
        needs[asset] = needs.GetValueOrDefault(asset) + need;

    private static string LockedAsset(SymbolRules rules, OrderSide side) => side switch
    {
        OrderSide.Buy => rules.QuoteAsset,
        OrderSide.Sell => rules.BaseAsset,
    };

    private static SymbolBook Rebuild(SymbolState symbol, int slippageTicks)
    {
        var book = new SymbolBook(symbol.Rules, slippageTicks) { NextOrderId = symbol.NextOrderId, NextTradeId = symbol.NextTradeId };
        book.SetLast(symbol.LastPrice, symbol.LastAt);
        return book;
    }

    private static Order Rebuild(OrderState kept, SymbolBook book, Reservation reservation, OrderList? list) => new()
    {
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
        List = list,
        Reservation = reservation,
    };
}
