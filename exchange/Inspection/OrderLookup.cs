using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Orders;
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
        ImmutableArray<OrderReport> open = [.. rows.Select(row => reader.Read(row, row.OrderId is { } id ? NameOf(wanted, id) : null))];

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
