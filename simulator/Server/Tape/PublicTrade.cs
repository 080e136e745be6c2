namespace Executor.Simulator.Server.Tape;

/// <summary>One public trade.</summary>
/// <param name="Id">Number on its market, from 1.</param>
/// <param name="Price">Quote per base.</param>
/// <param name="Quantity">Base.</param>
/// <param name="IsBuyerMaker">True when the buyer rested: the taker sold.</param>
/// <param name="At">When, UTC.</param>
public sealed record PublicTrade(long Id, decimal Price, decimal Quantity, bool IsBuyerMaker, DateTimeOffset At)
{
    /// <summary>Price times quantity.</summary>
    public decimal QuoteQuantity => Price * Quantity;
}

/// <summary>Best prices and the quantities there; a quantity of 0: that side of the book is empty. The id grows with every change.</summary>
public sealed record BestQuote(long UpdateId, decimal Bid, decimal BidQuantity, decimal Ask, decimal AskQuantity, DateTimeOffset At);

/// <summary>A price of a book and what lies there.</summary>
public readonly record struct BookLevel(decimal Price, decimal Quantity);

/// <summary>A book, best prices first.</summary>
public sealed record BookDepth(
    long LastUpdateId, System.Collections.Immutable.ImmutableArray<BookLevel> Bids, System.Collections.Immutable.ImmutableArray<BookLevel> Asks);

/// <summary>Shows the book around the last price; the market source decides what lies there.</summary>
public interface IBookView
{
    /// <summary>Up to <paramref name="levels"/> levels a side.</summary>
    BookDepth DepthOf(string symbol, int levels);
}
