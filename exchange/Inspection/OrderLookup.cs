using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Orders;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Inspection;

/// <summary>Reads the open orders of a symbol, and by name those that are not among them.</summary>
internal static class OrderLookup
{
    public static async Task<(ImmutableArray<OrderReport> Named, ImmutableArray<OrderReport> Open)> ReadAsync(
        LookReads reads, OrderReader reader, ImmutableArray<OrderReference> wanted)
    {
        var rows = await reads.ReadAsync(
            reads.Pick(SpotEndpoints.OpenOrders, MarginEndpoints.OpenOrders), reads.OfSymbol(), WireJson.Default.IReadOnlyListWireOrder).ConfigureAwait(false);
        var lists = await ListsAsync(reads, rows, wanted).ConfigureAwait(false);
        ImmutableArray<OrderReport> open = [.. rows.Select(row => row.OrderId is { } id
            ? reader.Read(row, NameOf(wanted, id), lists.TryGetValue(id, out var list) ? list : null)
            : reader.Read(row))];

        var named = ImmutableArray.CreateBuilder<OrderReport>(wanted.Length);
        foreach (var reference in wanted)
        {
            // One that is open has been seen this very moment; asking again would cost weight and show the same.
            if (open.FirstOrDefault(report => Names(reference, report)) is { } seen)
            {
                named.Add(seen);
            }
            else if (await FindAsync(reads, reader, reference).ConfigureAwait(false) is { } found)
            {
                named.Add(found);
            }
        }

        return (named.DrainToImmutable(), open);
    }

    /// <summary>
    /// Lists by order id. Margin shows orders without their list, and who placed the list knows it from the answer: it is asked for when an order
    /// is open whose answer was lost, because its two legs, taken for two orders, would be moved and cancelled one by one.
    /// </summary>
    private static async Task<Dictionary<long, long>> ListsAsync(LookReads reads, IReadOnlyList<WireOrder> rows, ImmutableArray<OrderReference> wanted)
    {
        if (!reads.Account.IsMargin()
            || !rows.Any(row => row.OrderListId is null && wanted.Any(reference => reference.OrderId is null && reference.ClientOrderId == row.ClientOrderId)))
        {
            return [];
        }

        var lists = new Dictionary<long, long>();
        var parameters = reads.Account == TradingAccount.IsolatedMargin ? reads.OfSymbol() : new RequestParameters(); // of a cross account all are shown
        foreach (var list in await reads.ReadAsync(MarginEndpoints.OpenLists, parameters, WireJson.Default.IReadOnlyListWireOrder).ConfigureAwait(false))
        {
            foreach (var order in list.Symbol == reads.Symbol ? list.Orders ?? [] : [])
            {
                lists[WireText.Required(order.OrderId, "orderId")] = WireText.Required(list.OrderListId, "orderListId");
            }
        }

        return lists;
    }

    private static async Task<OrderReport?> FindAsync(LookReads reads, OrderReader reader, OrderReference reference)
    {
        var row = await reads.TryReadAsync(
            reads.Pick(SpotEndpoints.Order, MarginEndpoints.OrderStatus), reads.OfSymbol().AddReference(reference), WireJson.Default.WireOrder).ConfigureAwait(false);
        return row is null ? null : reader.Read(row, reference.ClientOrderId);
    }

    private static bool Names(OrderReference reference, OrderReport report) =>
        reference.OrderId is { } orderId ? report.OrderId == orderId : report.ClientOrderId == reference.ClientOrderId;

    private static string? NameOf(ImmutableArray<OrderReference> wanted, long orderId) => wanted.FirstOrDefault(reference => reference.OrderId == orderId)?.ClientOrderId;
}
