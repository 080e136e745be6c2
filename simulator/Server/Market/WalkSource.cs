namespace Executor.Simulator.Server.Market;

/// <summary>Price walks evenly from where it stands to a target; a walk without duration is there with its first trade.</summary>
internal sealed class WalkSource : IMarketSource
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private readonly decimal _from;
    private readonly decimal _to;
    private readonly decimal _tick;
    private readonly decimal _quantity;
    private readonly DateTimeOffset _begin;
    private readonly long _steps;
    private long _done;

    public WalkSource(decimal from, decimal to, decimal tick, decimal quantity, DateTimeOffset begin, TimeSpan duration)
    {
        (_from, _to, _tick, _quantity, _begin) = (from, to, tick, quantity, begin);
        _steps = Math.Max(1, duration / Step is var steps && steps < long.MaxValue ? (long)steps : 1);
    }

    public string Name => "walk";

    public bool IsOver => _done >= _steps;

    public IEnumerable<MarketTick> Take(DateTimeOffset now)
    {
        while (!IsOver && _begin + ((_done + 1) * Step) <= now)
        {
            _done++;
            var exact = _from + ((_to - _from) * _done / _steps);
            var price = _done == _steps ? _to : Math.Max(_tick, decimal.Round(exact / _tick, MidpointRounding.AwayFromZero) * _tick);
            yield return new MarketTick(_begin + (_done * Step), price, _quantity, IsBuyerMaker: _to < _from);
        }
    }
}
