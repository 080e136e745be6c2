using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Market;

/// <summary>Moves prices: each market by its source, or by hand. Thread-safe; one step at a time.</summary>
internal sealed class MarketDriver(Venue venue)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IMarketSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Where the trades of a market come from; null: from nowhere but by hand.</summary>
    public IMarketSource? SourceOf(string symbol)
    {
        lock (_gate)
            return _sources.GetValueOrDefault(symbol);
    }

    /// <summary>Lets a market follow a source; null lets it stand still.</summary>
    public void Follow(string symbol, IMarketSource? source)
    {
        lock (_gate)
        {
            if (source is null)
                _sources.Remove(symbol);
            else
                _sources[symbol] = source;
        }
    }

    /// <summary>Lets every market go its own seeded way.</summary>
    public void FollowSeeds(ulong seed)
    {
        foreach (var symbol in venue.Symbols)
            Follow(symbol, Seeded(symbol, seed));
    }

    /// <summary>A seeded way from where the market stands.</summary>
    public IMarketSource Seeded(string symbol, ulong seed) =>
        new SeededSource(seed, symbol, venue.QuoteOf(symbol).Last, venue.RulesOf(symbol)!.TickSize, venue.Clock.Now);

    /// <summary>Lets the trades happen that are due. A halted market has none; those that were due meanwhile never come.</summary>
    public void Step()
    {
        lock (_gate)
        {
            foreach (var (symbol, source) in _sources.ToList())
            {
                foreach (var tick in source.Take(venue.Clock.Now))
                {
                    if (venue.StatusOf(symbol) != MarketStatus.Halt)
                        venue.Trade(symbol, tick.Price, tick.Quantity, tick.IsBuyerMaker, tick.At);
                }
                if (source.IsOver)
                    _sources.Remove(symbol);
            }
        }
    }

    /// <summary>One trade: price jumps there, and nothing between is touched.</summary>
    public void Jump(string symbol, decimal price, decimal quantity)
    {
        var last = venue.QuoteOf(symbol).Last;
        venue.Trade(symbol, price, quantity, isBuyerMaker: price < last);
    }

    /// <summary>Price goes there at once, but leaves nothing out: every order on the way reacts at its own price.</summary>
    public void Sweep(string symbol, decimal price, decimal quantity)
    {
        while (NextTouch(symbol, price) is { } touch && touch != price)
            Jump(symbol, touch, quantity);
        Jump(symbol, price, quantity);
    }

    /// <summary>Base quantity of an ordinary trade of a market.</summary>
    public decimal UsualQuantity(string symbol)
    {
        const decimal QuoteAmount = 1_000m;
        var step = venue.RulesOf(symbol) is { LotStep: > 0m } rules ? rules.LotStep : 1m;
        return Math.Max(step, decimal.Floor(QuoteAmount / venue.QuoteOf(symbol).Last / step) * step);
    }

    private decimal? NextTouch(string symbol, decimal target)
    {
        var last = venue.QuoteOf(symbol).Last;
        return venue.Customers.Select(customer => venue.Turn(customer, (engine, _) => engine.NextTouch(symbol, target)))
            .Where(touch => touch is not null).OrderBy(touch => Math.Abs(touch!.Value - last)).FirstOrDefault();
    }
}
