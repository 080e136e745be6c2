using System.Collections.Immutable;
using Executor.Core.Market;

namespace Executor.Simulator.Market;

/// <summary>
/// An invented market for demonstrations and tests: minutes that drift, cluster their volatility and now and then open with a gap. The
/// same seed and symbol give the same minutes on every platform: whole numbers and decimals decide every price.
/// </summary>
public sealed class SeededMarket
{
    private const int SecondsPerMinute = 60;
    private const decimal Nano = 1_000_000_000m;

    /// <summary>Usual standard deviation of one second's return, in billionths; about 0.046 % a minute.</summary>
    private const long UsualVolatility = 60_000;

    private const int MinutesPerGap = 300;
    private const int MinutesPerShock = 200;
    private const int MinutesPerTrend = 45;
    private const int StrongestTrend = 1_500;

    /// <summary>Quote amount an average minute trades.</summary>
    private const decimal UsualTurnover = 500_000m;

    private const int QuantityDecimals = 6;
    private const int PriceDecimals = 12;

    private readonly Xoshiro _random;
    private readonly decimal _tick;
    private decimal _exact;
    private decimal _last;
    private long _volatility = UsualVolatility;
    private long _trend;

    /// <summary>A market that stands at <paramref name="startPrice"/>.</summary>
    /// <param name="seed">Chooses the run.</param>
    /// <param name="symbol">Chooses among runs of one seed, so that two symbols do not move alike.</param>
    /// <param name="startPrice">Above 0; on the tick.</param>
    /// <param name="tick">Price step, above 0.</param>
    public SeededMarket(ulong seed, string symbol, decimal startPrice, decimal tick)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(startPrice);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        _random = new Xoshiro(Mix(seed, symbol));
        _tick = tick;
        _exact = startPrice;
        _last = OnTick(startPrice);
    }

    /// <summary>The minute that ends at <paramref name="end"/>, going on from the one before.</summary>
    public MinuteSample NextMinute(DateTimeOffset end)
    {
        if (_random.Below(MinutesPerTrend) == 0)
            _trend = _random.Around(StrongestTrend);
        if (_random.Below(MinutesPerShock) == 0)
            _volatility *= 3;

        var before = _last;
        var hasGap = _random.Below(MinutesPerGap) == 0;
        if (hasGap)
            Jump();
        var seconds = ImmutableArray.CreateBuilder<decimal>(SecondsPerMinute);
        for (var second = 0; second < SecondsPerMinute; second++)
            seconds.Add(NextSecond());

        var opening = hasGap ? seconds[0] : before;
        var high = Math.Max(opening, seconds.Max());
        var low = Math.Min(opening, seconds.Min());
        var bar = new Bar(end, high, low, _last);
        RememberVolatility(before);
        var activity = NextActivity(before);
        var total = Math.Max(0.000002m, decimal.Round(UsualTurnover * activity / 1000m / _last, QuantityDecimals));
        var bought = decimal.Round(total * NextBuyShare(bar, opening) / 1000m, QuantityDecimals);
        return new MinuteSample
        {
            Bar = bar,
            Trades = 50 + activity + _random.Below(200),
            BuyQuantity = bought,
            SellQuantity = total - bought,
            AveragePrice = OnTick(seconds.Sum() / SecondsPerMinute),
            Seconds = seconds.MoveToImmutable(),
        };
    }

    /// <summary>FNV-1a over the symbol, from the seed.</summary>
    private static ulong Mix(ulong seed, string symbol)
    {
        unchecked
        {
            var hash = seed ^ 0xCBF29CE484222325;
            foreach (var character in symbol)
                hash = (hash ^ character) * 0x100000001B3;
            return hash;
        }
    }

    private decimal NextSecond()
    {
        var move = _trend + (_volatility * _random.NextNormal() / Xoshiro.NormalUnit);
        if (_random.Below(64) == 0)
            move *= 3; // fat tails
        Move(move);
        return _last;
    }

    /// <summary>A jump of 4 to 12 standard deviations of a minute (7.75 of a second each).</summary>
    private void Jump()
    {
        var size = _volatility * (31 + _random.Below(62));
        Move(_random.Below(2) == 0 ? size : -size);
    }

    private void Move(long billionths)
    {
        _exact = Math.Max(_tick, decimal.Round(_exact + (_exact * billionths / Nano), PriceDecimals));
        _last = OnTick(_exact);
    }

    /// <summary>Large minutes make the next ones large: a tenth of the usual, an eighth of this minute, the rest as it was.</summary>
    private void RememberVolatility(decimal before)
    {
        var perSecond = (long)(Math.Abs(_last - before) / before * Nano * 0.129m); // of a minute's move, 1 / sqrt(60)
        _volatility = Math.Clamp(
            ((100 * UsualVolatility) + (125 * perSecond) + (775 * _volatility)) / 1000, UsualVolatility / 4, UsualVolatility * 12);
    }

    /// <summary>Turnover in thousandths of the usual: skewed, and larger when price moved.</summary>
    private int NextActivity(decimal before)
    {
        var moved = (int)Math.Min(20_000m, Math.Abs(_last - before) / before * 1_500_000m);
        return 150 + moved + (_random.Below(1200) * _random.Below(1200) / 1000);
    }

    /// <summary>Share of taker purchases in thousandths: follows the direction of the minute.</summary>
    private int NextBuyShare(in Bar bar, decimal opening)
    {
        var direction = bar.High == bar.Low ? 0m : (bar.Close - opening) / (bar.High - bar.Low);
        return Math.Clamp(500 + (int)(300m * direction) + _random.Around(80), 50, 950);
    }

    private decimal OnTick(decimal price) => Math.Max(_tick, decimal.Round(price / _tick, MidpointRounding.AwayFromZero) * _tick);
}
