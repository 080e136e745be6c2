using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Replay.Checks;

/// <summary>
/// S4: within a trade the stop of a leg never moves away from the price. What the exchange took counts, not what was wished.
/// </summary>
internal sealed class StopsOnlyTighten(ViolationLog log)
{
    private readonly Dictionary<Slot, decimal> _tightest = [];
    private string? _tradeKey;

    public void AfterCommand(PositionState state, ExchangeRequest request, ExchangeReply reply)
    {
        if (reply is not ExchangeReply.Accepted || state.Trade is not { } trade)
        {
            return;
        }

        if (_tradeKey != trade.Key)
        {
            _tradeKey = trade.Key;
            _tightest.Clear();
        }

        var slot = state.Intents.FirstOrDefault(intent => intent.Id == request.IntentId)?.Slot ?? Slot.Runner;
        foreach (var order in request.Command.Placed())
        {
            if (order.Type.IsStop() && order.StopPrice is { } price)
            {
                Take(trade.Plan.Side, slot, price);
            }
        }
    }

    private void Take(PositionSide side, Slot slot, decimal price)
    {
        if (!_tightest.TryGetValue(slot, out var before))
        {
            _tightest.Add(slot, price);
            return;
        }

        var isLooser = side switch
        {
            PositionSide.Long => price < before,
            PositionSide.Short => price > before,
        };
        if (isLooser)
        {
            log.Report("S4", $"the stop of {slot} moved from {before} to {price}, away from the price of a {side}.");
        }
        else
        {
            _tightest[slot] = price;
        }
    }
}
