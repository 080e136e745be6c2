using System.Collections.Immutable;
using System.Diagnostics;
using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>A stream that speaks at intervals of the venue's clock. Used by one thread at a time.</summary>
internal abstract class PeriodicStream(StreamName name, TimeSpan interval, DateTimeOffset since)
{
    private DateTimeOffset _lastAt = since;

    /// <summary>Its name.</summary>
    public StreamName Name => name;

    /// <summary>The stream that answers to a name; null for those that speak as things happen.</summary>
    public static PeriodicStream? For(StreamName name, Venue venue, DateTimeOffset now) => name.Kind switch
    {
        StreamKind.Trade or StreamKind.AggregateTrade or StreamKind.BookTicker => null,
        StreamKind.Candle => new CandleStream(name, venue, now),
        StreamKind.DepthChanges or StreamKind.Depth => new DepthStream(name, venue, now),
        StreamKind.MiniTicker or StreamKind.Ticker or StreamKind.WindowTicker or StreamKind.AveragePrice or StreamKind.AllMiniTickers => new TickerStream(name, venue, now),
    };

    /// <summary>What is to be said by now, oldest first.</summary>
    public IEnumerable<Action<WireWriter>> Due(DateTimeOffset now)
    {
        if (now < _lastAt)
            _lastAt = now; // the clock was set back
        var isDue = now - _lastAt >= interval;
        if (isDue)
            _lastAt = now;
        return Speak(now, isDue);
    }

    /// <param name="now">Present time, UTC.</param>
    /// <param name="isDue">True when the interval has passed.</param>
    protected abstract IEnumerable<Action<WireWriter>> Speak(DateTimeOffset now, bool isDue);
}

/// <summary>Candles: the running one at intervals, and each once more when it has closed, also one without a trade.</summary>
internal sealed class CandleStream(StreamName name, Venue venue, DateTimeOffset since)
    : PeriodicStream(name, name.Interval!.Name == "1s" ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(2), since)
{
    private const int MostMissed = 1_000;
    private readonly CandleInterval _interval = name.Interval ?? throw new UnreachableException($"{name.Text} has no interval.");
    private DateTimeOffset _openAt = name.Interval!.BeginOf(since);
    private long _lastTradeId = -1;

    protected override IEnumerable<Action<WireWriter>> Speak(DateTimeOffset now, bool isDue)
    {
        var running = _interval.BeginOf(now);
        if (!isDue && running <= _openAt)
            yield break;
        var candles = venue.Read(Name.Symbol, tape => tape.Candles(_interval, _openAt, now, MostMissed));
        foreach (var candle in candles.IsDefault ? [] : candles)
        {
            var isClosed = candle.OpenAt < running;
            if (!isClosed && candle.LastTradeId == _lastTradeId)
                continue; // nothing new
            _lastTradeId = candle.LastTradeId;
            yield return MarketEvents.Candle(Name.Symbol, _interval, candle, isClosed, now);
        }
        _openAt = running;
    }
}

/// <summary>Books, whole or what changed.</summary>
internal sealed class DepthStream(StreamName name, Venue venue, DateTimeOffset since)
    : PeriodicStream(name, TimeSpan.FromMilliseconds(name.IsFast ? 100 : 1_000), since)
{
    private const int ChangesLevels = 100;
    private BookDepth? _last = name.Kind == StreamKind.DepthChanges ? venue.Book.DepthOf(name.Symbol, ChangesLevels) : null;

    protected override IEnumerable<Action<WireWriter>> Speak(DateTimeOffset now, bool isDue)
    {
        if (!isDue)
            return [];
        if (Name.Kind == StreamKind.Depth)
            return [MarketEvents.Depth(venue.Book.DepthOf(Name.Symbol, Name.Levels))];
        var depth = venue.Book.DepthOf(Name.Symbol, ChangesLevels);
        var change = BookChange.Between(_last ?? depth, depth);
        if (change.IsEmpty)
            return [];
        _last = depth;
        return [MarketEvents.DepthChanges(Name.Symbol, change, now)];
    }
}

/// <summary>Figures of the last day, or of another stretch of time.</summary>
internal sealed class TickerStream(StreamName name, Venue venue, DateTimeOffset since) : PeriodicStream(name, TimeSpan.FromSeconds(1), since)
{
    private const int DayMinutes = 1_440;
    private const int AverageMinutes = 5;
    private static readonly CandleInterval Minute = CandleInterval.Find("1m")!;

    protected override IEnumerable<Action<WireWriter>> Speak(DateTimeOffset now, bool isDue)
    {
        if (!isDue)
            return [];
        if (Name.Kind == StreamKind.AllMiniTickers)
        {
            var days = venue.Symbols.Select(symbol => (Symbol: symbol, Day: Last(symbol, DayMinutes, now))).Where(each => each.Day is not null)
                .Select(each => (each.Symbol, each.Day!)).ToImmutableArray();
            return days.IsEmpty ? [] : [MarketEvents.MiniTickers(days, now)];
        }
        var minutes = Name.Kind switch
        {
            StreamKind.AveragePrice => AverageMinutes,
            StreamKind.WindowTicker => (int)Name.Interval!.Length.TotalMinutes,
            _ => DayMinutes,
        };
        if (Last(Name.Symbol, minutes, now) is not { } span)
            return [];
        return [Name.Kind switch
        {
            StreamKind.MiniTicker => MarketEvents.MiniTicker(Name.Symbol, span, now),
            StreamKind.WindowTicker => MarketEvents.WindowTicker(Name.Symbol, Name.Interval!.Name, span, now),
            StreamKind.AveragePrice => MarketEvents.AveragePrice(Name.Symbol, span.Volume == 0m ? span.Close : span.QuoteVolume / span.Volume,
                venue.Read(Name.Symbol, tape => tape.Trades.LastOrDefault()?.At) ?? now, now),
            _ => MarketEvents.Ticker(Name.Symbol, span, venue.Read(Name.Symbol, tape => tape.Quote), now),
        }];
    }

    private Candle? Last(string symbol, int minutes, DateTimeOffset now)
    {
        var candles = venue.Read(symbol, tape => tape.LastCandles(Minute, now, minutes));
        return candles.IsDefaultOrEmpty ? null : candles.Aggregate((span, next) => span.Then(next));
    }
}
