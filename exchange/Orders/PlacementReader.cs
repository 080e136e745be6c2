using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Orders;

/// <summary>Reads the answers to placements, cancels and amendments.</summary>
internal static class PlacementReader
{
    /// <summary>The answer to a placement: it must show every order that was to be placed, by its id.</summary>
    public static ImmutableArray<OrderReport> Placed(OrderReader reader, ReadOnlyMemory<byte> body, ImmutableArray<NewOrder> placed)
    {
        var reports = reader.ReadAll(WireJson.Read(body.Span, WireJson.Default.WireOrder));
        if (placed.FirstOrDefault(order => reports.All(report => report.ClientOrderId != order.ClientOrderId)) is { } missing)
        {
            throw new WireException($"the answer does not show '{missing.ClientOrderId}'");
        }

        // In the order in which they were to be placed: the exchange promises none.
        return [.. reports.OrderBy(report => placed.Select(order => order.ClientOrderId).ToImmutableArray().IndexOf(report.ClientOrderId))];
    }

    /// <summary>The answer to a cancel of one order, or of the list of which it was a leg.</summary>
    public static ImmutableArray<OrderReport> Cancelled(OrderReader reader, ReadOnlyMemory<byte> body, OrderReference reference) =>
        reader.ReadAll(WireJson.Read(body.Span, WireJson.Default.WireOrder), NameOf(reference));

    /// <summary>The answer to an amendment, and the other orders of its list, which changed with it and are not shown.</summary>
    public static (OrderReport Amended, ImmutableArray<long> Siblings) Amended(OrderReader reader, ReadOnlyMemory<byte> body, OrderReference reference)
    {
        var answer = WireJson.Read(body.Span, WireJson.Default.WireAmendment);
        var order = answer.Order ?? throw new WireException("the field 'amendedOrder' is missing");
        var report = reader.Read(order with { TransactTime = answer.TransactTime }, NonEmpty(reference.ClientOrderId));
        return (report, [.. (answer.List?.Orders ?? []).Select(sibling => sibling.OrderId).OfType<long>().Where(id => id != report.OrderId)]);
    }

    /// <summary>The id at placement is ours to know: the answer may show that of the cancel.</summary>
    internal static Func<long, string?> NameOf(OrderReference reference) =>
        orderId => reference.OrderId == orderId ? NonEmpty(reference.ClientOrderId) : null;

    private static string? NonEmpty(string text) => text.Length == 0 ? null : text;
}
