using System.Collections.Immutable;

namespace Executor.Simulator.Server.Tape;

/// <summary>What the public saw of one market since the venue started: recent trades, and candles of a minute. Used inside the venue's turn.</summary>
public sealed class MarketTape(string symbol)
{
    private const int MaxTrades = 5_000;
    private const int MaxMinutes = 20_000;
    private static readonly CandleInterval Minute = CandleInterval.Find("1m")!;

    private readonly LinkedList<PublicTrade> _trades = [];
    private readonly List<Candle> _minutes = [];
    private long _nextTradeId = 1;

    /// <summary>Traded pair.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>Best prices.</summary>
    public BestQuote? Quote { get; internal set; }

    /// <summary>Grows with every change of the book.</summary>
    public long NextUpdateId() => ++_updateId;

    private long _updateId;

    /// <summary>Recent trades, oldest first.</summary>
    public IReadOnlyCollection<PublicTrade> Trades => _trades;

    /// <summary>Writes a trade down.</summary>
    internal PublicTrade Add(decimal price, decimal quantity, bool isBuyerMaker, DateTimeOffset at)
    {
        var trade = new PublicTrade(_nextTradeId++, price, quantity, isBuyerMaker, at);
        _trades.AddLast(trade);
        if (_trades.Count > MaxTrades)
            _trades.RemoveFirst();
        var begin = Minute.BeginOf(at);
        if (_minutes.Count > 0 && begin <= _minutes[^1].OpenAt)
            _minutes[^1] = _minutes[^1].With(trade);
        else
            _minutes.Add(Candle.Empty(begin, price).With(trade));
        if (_minutes.Count > MaxMinutes)
            _minutes.RemoveRange(0, MaxMinutes / 10);
        return trade;
    }

    /// <summary>Adds a minute of the past, before the first trade; for charts that need history.</summary>
    internal void AddHistory(Candle minute) => _minutes.Add(minute);

    /// <summary>
    /// Candles of an interval from <paramref name="from"/> on, oldest first, those without a trade included; the last one may still run.
    /// </summary>
    public ImmutableArray<Candle> Candles(CandleInterval interval, DateTimeOffset from, DateTimeOffset until, int limit)
    {
        if (_minutes.Count == 0)
            return [];
        var found = ImmutableArray.CreateBuilder<Candle>();
        var begin = interval.BeginOf(from > _minutes[0].OpenAt ? from : _minutes[0].OpenAt);
        if (begin < from)
            begin = interval.NextAfter(begin);
        var index = _minutes.FindIndex(minute => minute.OpenAt >= begin);
        var price = index switch { < 0 => _minutes[^1].Close, 0 => _minutes[0].Open, _ => _minutes[index - 1].Close };
        var rows = interval.Length > TimeSpan.Zero && interval.Length < Minute.Length ? SecondsOf(begin) : index < 0 ? [] : _minutes[index..];
        var next = 0;
        for (; begin <= until && found.Count < limit; begin = interval.NextAfter(begin))
        {
            var end = interval.NextAfter(begin);
            var candle = Candle.Empty(begin, price);
            for (; next < rows.Count && rows[next].OpenAt < end; next++)
                candle = candle.Then(rows[next]);
            found.Add(candle);
            price = candle.Close;
        }
        return found.ToImmutable();
    }

    /// <summary>The last <paramref name="limit"/> candles up to <paramref name="until"/>.</summary>
    public ImmutableArray<Candle> LastCandles(CandleInterval interval, DateTimeOffset until, int limit)
    {
        var from = interval.BeginOf(until);
        for (var count = 1; count < limit; count++)
            from = interval.Length == TimeSpan.Zero ? from.AddMonths(-1) : from - interval.Length;
        return Candles(interval, from, until, limit);
    }

    private List<Candle> SecondsOf(DateTimeOffset from) => [.. _trades.Where(trade => trade.At >= from)
        .Select(trade => Candle.Empty(trade.At, trade.Price).With(trade))];
}
