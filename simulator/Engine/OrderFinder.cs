using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Finds the order that a request means, among those of one account on one market.</summary>
internal sealed class OrderFinder(EngineOptions options)
{
    /// <summary>The order as a query finds it, open or closed.</summary>
    public static Order? Find(Account account, SymbolBook book, OrderReference reference)
    {
        if (reference.OrderId is not { } id)
            return book.FindLatest(account, reference.ClientOrderId);
        return book.Find(id) is { } order && order.Account == account && !Disagrees(order, reference) ? order : null;
    }

    /// <summary>The open order that a cancel or an amendment means; else the refusal, <paramref name="unknown"/> when there is none.</summary>
    public (Order? Order, Refusal Refusal) FindOpen(Account account, SymbolBook book, OrderReference reference, Refusal unknown)
    {
        if (reference.OrderId is { } id)
        {
            if (book.Find(id) is not { IsLive: true } byId || byId.Account != account)
                return (null, unknown);
            if (Disagrees(byId, reference))
                return (null, options.MismatchedIdsHaveOwnCode ? Refusal.MismatchedIds : unknown);
            return (byId, unknown);
        }
        if (reference.ClientOrderId.Length == 0)
            return (null, Refusal.NoOrderNamed);
        return account.FindOpen(reference.ClientOrderId) is { } order && order.Book == book ? (order, unknown) : (null, unknown);
    }

    private static bool Disagrees(Order order, OrderReference reference) =>
        reference.ClientOrderId.Length > 0 && reference.ClientOrderId != order.ClientOrderId && reference.ClientOrderId != order.CancelId;
}
