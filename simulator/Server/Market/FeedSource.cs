using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.Simulator.Market;

namespace Executor.Simulator.Server.Market;

/// <summary>Plays the rows of a feed file: one trade a second of the feed, along the path price is taken to walk through each minute.</summary>
internal sealed class FeedSource(ImmutableArray<Bar> bars, decimal tick, decimal quantity, decimal speed, DateTimeOffset begin) : IMarketSource
{
    private const int SecondsPerMinute = 60;
    private readonly DateTimeOffset _feedBegin = bars[0].Time - TimeSpan.FromMinutes(1);
    private int _row;
    private int _second = 1;
    private MinutePath _path = new(bars[0], null);

    public string Name => "feed";

    public bool IsOver => _row >= bars.Length;

    public IEnumerable<MarketTick> Take(DateTimeOffset now)
    {
        while (!IsOver)
        {
            var feedAt = _path.Start + TimeSpan.FromSeconds(_second);
            var at = begin + TimeSpan.FromTicks((long)((feedAt - _feedBegin).Ticks / speed));
            if (at > now)
                yield break;
            var price = _path.PriceAt(feedAt, tick);
            var before = _path.PriceAt(feedAt - TimeSpan.FromSeconds(1), tick);
            Advance();
            yield return new MarketTick(at, price, quantity, IsBuyerMaker: price < before);
        }
    }

    private void Advance()
    {
        if (++_second <= SecondsPerMinute)
            return;
        _second = 1;
        if (++_row < bars.Length)
            _path = new MinutePath(bars[_row], bars[_row - 1].Close);
    }
}
