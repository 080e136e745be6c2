using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>S1: an intent leads to at most one order or loan, and a client order id names at most one order, for all time.</summary>
public sealed class OneOrderPerIntent
{
    private readonly Dictionary<string, long> _orderOf = new(StringComparer.Ordinal);
    private readonly HashSet<long> _carriedOut = [];

    /// <summary>The exchange has answered <paramref name="request"/>: what was created is created once.</summary>
    public IEnumerable<SafetyFinding> AfterCommand(ExchangeRequest request, ExchangeReply reply)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (reply is not ExchangeReply.Accepted accepted || Created(request.Command) is not { } created)
        {
            yield break;
        }

        if (request.IntentId > 0 && !_carriedOut.Add(request.IntentId))
        {
            yield return SafetyFinding.Of("S1", $"intent {request.IntentId} was carried out twice, the second time as {created}.");
        }

        foreach (var finding in OnBooks(accepted.Orders))
        {
            yield return finding;
        }
    }

    /// <summary>Each client order id names one order.</summary>
    public IEnumerable<SafetyFinding> OnBooks(IEnumerable<OrderReport> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        foreach (var order in orders)
        {
            if (!_orderOf.TryAdd(order.ClientOrderId, order.OrderId) && _orderOf[order.ClientOrderId] is var first && first != order.OrderId)
            {
                yield return SafetyFinding.Of("S1", $"client order id {order.ClientOrderId} names order {first} and order {order.OrderId}.");
            }
        }
    }

    /// <summary>What a command brings into being; null when doing it twice would change nothing.</summary>
    private static string? Created(ExchangeCommand command) => command switch
    {
        ExchangeCommand.Borrow or ExchangeCommand.Repay => command.ToString(),
        _ => command.Placed() is [var order, ..] ? order.ClientOrderId : null,
    };
}
