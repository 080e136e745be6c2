using Executor.Simulator.Market;

namespace Executor.Simulator.Server.Market;

/// <summary>An invented market: one trade a second, the same for the same seed, market and begin.</summary>
internal sealed class SeededSource : IMarketSource
{
    private const int SecondsPerMinute = 60;
    private readonly SeededMarket _market;
    private readonly Queue<MarketTick> _minute = new(SecondsPerMinute);
    private DateTimeOffset _end;

    public SeededSource(ulong seed, string symbol, decimal price, decimal tick, DateTimeOffset begin)
    {
        _market = new SeededMarket(seed, symbol, price, tick);
        _end = begin;
    }

    public string Name => "seeded";

    public bool IsOver => false;

    public IEnumerable<MarketTick> Take(DateTimeOffset now)
    {
        while (true)
        {
            if (_minute.Count == 0)
            {
                if (_end + TimeSpan.FromSeconds(1) > now)
                    yield break;
                Draw();
            }
            if (_minute.Peek().At > now)
                yield break;
            yield return _minute.Dequeue();
        }
    }

    /// <summary>Takers buy in the share of the seconds that the minute gives them.</summary>
    private void Draw()
    {
        var begin = _end;
        _end = begin + TimeSpan.FromMinutes(1);
        var sample = _market.NextMinute(_end);
        var bought = (int)(SecondsPerMinute * sample.BuyQuantity / sample.TotalQuantity);
        for (var second = 1; second <= SecondsPerMinute; second++)
        {
            var isBought = second * bought / SecondsPerMinute > (second - 1) * bought / SecondsPerMinute;
            var quantity = isBought ? sample.BuyQuantity / bought : sample.SellQuantity / (SecondsPerMinute - bought);
            _minute.Enqueue(new MarketTick(
                begin + TimeSpan.FromSeconds(second), sample.Seconds[second - 1], Math.Max(0.000001m, decimal.Round(quantity, 6)), !isBought));
        }
    }
}
