using System.Collections.Immutable;

namespace Executor.Simulator.Server.Tape;

/// <summary>A plain book around the engine's best prices: the same quantity at every tick.</summary>
internal sealed class QuotedBook(Venue venue) : IBookView
{
    private const decimal QuoteAmountPerLevel = 100_000m;
    private const int MaxLevels = 5_000;

    public BookDepth DepthOf(string symbol, int levels)
    {
        var rules = venue.RulesOf(symbol) ?? throw new ArgumentException($"There is no market {symbol}.", nameof(symbol));
        var quote = venue.QuoteOf(symbol);
        var lots = rules.LotStep == 0m ? 1m : decimal.Floor(QuoteAmountPerLevel / quote.Last / rules.LotStep) * rules.LotStep;
        var quantity = Math.Max(lots, rules.LotStep);
        var bids = ImmutableArray.CreateBuilder<BookLevel>();
        var asks = ImmutableArray.CreateBuilder<BookLevel>();
        for (var level = 0; level < Math.Min(levels, MaxLevels); level++)
        {
            if (quote.Bid - (level * rules.TickSize) is > 0m and var bid)
                bids.Add(new BookLevel(bid, quantity));
            asks.Add(new BookLevel(quote.Ask + (level * rules.TickSize), quantity));
        }
        return new BookDepth(venue.Read(symbol, tape => tape.Quote?.UpdateId) ?? 0, bids.ToImmutable(), asks.ToImmutable());
    }
}
