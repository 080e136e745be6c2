using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>The tightest stop that each leg of the trade under way has had.</summary>
internal sealed class StopMemory
{
    private readonly Dictionary<Slot, decimal> _tightest = [];
    private string? _tradeKey;

    public IEnumerable<SafetyFinding> AfterCommand(PositionState state, ExchangeRequest request, ExchangeReply reply)
    {
        if (reply is not ExchangeReply.Accepted || state.Trade is not { } trade)
        {
            yield break;
        }

        if (_tradeKey != trade.Key)
        {
            _tradeKey = trade.Key;
            _tightest.Clear();
        }

        var slot = state.Intents.FirstOrDefault(intent => intent.Id == request.IntentId)?.Slot ?? Slot.Runner;
        foreach (var order in request.Command.Placed())
        {
            if (!order.Type.IsStop() || order.StopPrice is not { } price)
            {
                continue;
            }

            var before = _tightest.GetValueOrDefault(slot, price);
            _tightest[slot] = Levels.IsTighter(trade.Plan.Side, before, price) ? before : price;
            foreach (var finding in StopsOnlyTighten.Of(trade.Plan.Side, slot, before, price))
            {
                yield return finding;
            }
        }
    }
}
