using System.Diagnostics;

namespace Executor.Core.Exchange;

/// <summary>What events say about a request that has not been answered.</summary>
public static class EventProof
{
    /// <summary>
    /// True when <paramref name="reports"/> prove that the exchange has carried out all of <paramref name="command"/>: it names each order that was to be
    /// placed and has refused none, and what was to be cancelled is. False says nothing: the answer may tell.
    /// </summary>
    /// <param name="command">The request.</param>
    /// <param name="reports">What the exchange has reported since the request left, of any order.</param>
    /// <exception cref="UnreachableException">The command is of a kind that is not known here.</exception>
    public static bool Proves(this ExchangeCommand command, IReadOnlyCollection<OrderReport> reports)
    {
        return command switch
        {
            ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.PlaceOto => ArePlaced(),
            ExchangeCommand.Replace replace => ArePlaced() && IsCancelled(replace.Cancelled),
            ExchangeCommand.Cancel cancel => IsCancelled(cancel.Order),

            // An amended order is reported as before, a loan not at all, and a look has no events.
            ExchangeCommand.Amend or ExchangeCommand.Borrow or ExchangeCommand.Repay or ExchangeCommand.Inspect => false,
            _ => throw new UnreachableException($"{command.GetType().Name} is not a command."),
        };

        bool ArePlaced() => command.Placed().All(order =>
            reports.Any(report => report.ClientOrderId == order.ClientOrderId)
            && reports.All(report => report.ClientOrderId != order.ClientOrderId || report.Status != OrderStatus.Rejected));

        // An order that filled or expired first is none that was cancelled: the refusal of the cancel is on its way.
        bool IsCancelled(OrderReference order) => reports.Any(report => report.Status == OrderStatus.Canceled && Names(order, report));
    }

    private static bool Names(OrderReference order, OrderReport report) =>
        order.OrderId is { } id ? report.OrderId == id : report.ClientOrderId == order.ClientOrderId;
}
