using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Replay.Checks;

/// <summary>S1: an intent leads to at most one order, and a client order id names at most one, for all time.</summary>
internal sealed class OneOrderPerIntent(IBooks books, ViolationLog log)
{
    private readonly Dictionary<string, long> _orderOf = new(StringComparer.Ordinal);
    private readonly HashSet<long> _carriedOut = [];

    public void AfterCommand(ExchangeRequest request, ExchangeReply reply)
    {
        if (reply is not ExchangeReply.Accepted accepted || request.Command.Placed() is not [_, ..] placed)
        {
            return;
        }

        if (request.IntentId > 0 && !_carriedOut.Add(request.IntentId))
        {
            log.Report("S1", $"intent {request.IntentId} was carried out twice, the second time as {placed[0].ClientOrderId}.");
        }

        foreach (var order in accepted.Orders)
        {
            Note(order);
        }
    }

    /// <summary>Walks all books; done when the position is flat, when they are short of surprises.</summary>
    public void WhenFlat()
    {
        foreach (var order in books.Orders)
        {
            Note(order);
        }
    }

    private void Note(OrderReport order)
    {
        var id = order.ClientOrderId;
        if (!_orderOf.TryAdd(id, order.OrderId) && _orderOf[id] != order.OrderId)
        {
            log.Report("S1", $"client order id {id} names order {_orderOf[id]} and order {order.OrderId}.");
        }
    }
}
