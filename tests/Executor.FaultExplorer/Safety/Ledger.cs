using Executor.Core.Positions;
using Executor.FaultExplorer.Driving;

namespace Executor.FaultExplorer.Safety;

/// <summary>S7: what the closed trades say, against what the exchange executed and what it did to the quote balance.</summary>
internal sealed class Ledger(World world)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<long> _tradeIds = [];
    private decimal _profit;

    /// <summary>Quote that changed hands by somebody else's orders.</summary>
    public decimal QuoteByHand { get; set; }

    /// <summary>Trades taken in that executed anything.</summary>
    public int Closed { get; private set; }

    public void Take(ClosedTrade closed)
    {
        if (!_keys.Add(closed.Trade.Key))
        {
            return; // the decision was lost with the process and made again
        }

        _profit += closed.Result.ProfitQuote;
        Closed += closed.Result.EntryQuantity > 0m ? 1 : 0;
        foreach (var (_, fill) in closed.Trade.Fills)
        {
            if (!_tradeIds.Add(fill.TradeId))
            {
                throw new Violation("S7", $"execution {fill.TradeId} is booked twice, the second time in {closed.Trade.Key}.");
            }
        }
    }

    /// <summary>To be called when everything is flat.</summary>
    public void CompareWithTheExchange()
    {
        foreach (var (order, fill) in world.Books.OurFills)
        {
            if (!_tradeIds.Contains(fill.TradeId))
            {
                throw new Violation("S7", $"execution {fill.TradeId} of {order.ClientOrderId} is in no trade.");
            }
        }

        if (_tradeIds.Count != world.Books.OurFills.Count)
        {
            throw new Violation("S7", $"{_tradeIds.Count} executions are booked, the exchange made {world.Books.OurFills.Count}.");
        }

        var change = world.Books.Quote.Net - world.Funds - QuoteByHand;
        if (_profit != change)
        {
            throw new Violation("S7", $"the trades earned {_profit}, the quote balance changed by {change}.");
        }
    }
}
