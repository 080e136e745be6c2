using System.Collections.Concurrent;
using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Tape;

namespace Executor.Simulator.Server.Market;

/// <summary>
/// The books around the last prices: what they show, and how much of them can be taken. A market without a shape of its own is deep enough
/// for everybody. Whatever takes does so at the best price; the levels behind it count by their quantity alone.
/// </summary>
internal sealed class MakerBooks : ILiquidity, IBookView, IDisposable
{
    private const decimal UsualQuoteAmount = 100_000m;
    private readonly Venue _venue;
    private readonly ConcurrentDictionary<string, BookShape> _shapes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Symbol, OrderSide Side), decimal> _taken = new();
    private readonly IDisposable _subscription;

    public MakerBooks(Venue venue)
    {
        _venue = venue;
        _subscription = venue.Events.Subscribe(Receive);
    }

    /// <summary>The shape of a market's book; null for one that is deep enough for everybody.</summary>
    public BookShape? ShapeOf(string symbol) => _shapes.GetValueOrDefault(symbol);

    /// <summary>Shapes a book; null makes it deep again.</summary>
    public void Shape(string symbol, BookShape? shape)
    {
        if (shape is null)
            _shapes.TryRemove(symbol, out _);
        else
            _shapes[symbol] = shape;
        _venue.Requote(symbol);
    }

    /// <inheritdoc/>
    public decimal Available(in LiquidityRequest request)
    {
        if (ShapeOf(request.Symbol) is not { } shape)
            return request.Wanted;
        if (request.IsMaker)
            return Math.Min(request.Wanted, shape.FillPerTouch ?? request.Wanted);
        var isEmpty = request.Side switch
        {
            OrderSide.Buy => shape.AsksEmpty,
            OrderSide.Sell => shape.BidsEmpty,
        };
        var left = isEmpty ? 0m : (shape.Levels * shape.Quantity) - _taken.GetValueOrDefault((request.Symbol, request.Side));
        return Math.Clamp(left, 0m, request.Wanted);
    }

    /// <inheritdoc/>
    public BookDepth DepthOf(string symbol, int levels)
    {
        var rules = _venue.RulesOf(symbol) ?? throw new ArgumentException($"There is no market {symbol}.", nameof(symbol));
        var quote = _venue.QuoteOf(symbol);
        var shape = ShapeOf(symbol) ?? Deep(rules, quote.Last);
        var step = shape.StepTicks * rules.TickSize;
        var count = Math.Min(levels, shape.Levels);
        var bids = shape.BidsEmpty ? [] : Side(symbol, OrderSide.Sell, shape, quote.Bid, -step, count);
        var asks = shape.AsksEmpty ? [] : Side(symbol, OrderSide.Buy, shape, quote.Ask, step, count);
        return new BookDepth(_venue.Read(symbol, tape => tape.Quote?.UpdateId) ?? 0, bids, asks);
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    /// <summary>What was taken is missing from the best levels.</summary>
    private ImmutableArray<BookLevel> Side(string symbol, OrderSide taker, BookShape shape, decimal best, decimal step, int count)
    {
        var taken = _taken.GetValueOrDefault((symbol, taker));
        var levels = ImmutableArray.CreateBuilder<BookLevel>(count);
        for (var level = 0; levels.Count < count && level < shape.Levels; level++)
        {
            var gone = Math.Min(taken, shape.Quantity);
            taken -= gone;
            var price = best + (level * step);
            if (price <= 0m)
                break;
            if (gone < shape.Quantity)
                levels.Add(new BookLevel(price, shape.Quantity - gone));
        }
        return levels.ToImmutable();
    }

    private static BookShape Deep(SymbolRules rules, decimal last)
    {
        var lot = rules.LotStep == 0m ? 1m : rules.LotStep;
        return new BookShape { Levels = int.MaxValue, Quantity = Math.Max(lot, decimal.Floor(UsualQuoteAmount / last / lot) * lot) };
    }

    /// <summary>A trade of the market brings new makers; what customers take until then is gone.</summary>
    private void Receive(VenueEvent happened)
    {
        switch (happened)
        {
            case VenueEvent.Traded traded:
                _taken.TryRemove((traded.Symbol, OrderSide.Buy), out _);
                _taken.TryRemove((traded.Symbol, OrderSide.Sell), out _);
                break;
            case VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged { Fill: { IsMaker: false } fill } change }
                when _shapes.ContainsKey(change.Order.Report.Symbol):
                _taken.AddOrUpdate((change.Order.Report.Symbol, change.Order.Report.Side), fill.Quantity, (_, taken) => taken + fill.Quantity);
                break;
        }
    }
}
