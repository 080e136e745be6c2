namespace Executor.Simulator.Server.Market;

/// <summary>A trade of the market that a source wants.</summary>
/// <param name="At">When, by the venue's clock, UTC.</param>
/// <param name="Price">Price, above 0.</param>
/// <param name="Quantity">Base, above 0.</param>
/// <param name="IsBuyerMaker">True when the taker sold.</param>
public readonly record struct MarketTick(DateTimeOffset At, decimal Price, decimal Quantity, bool IsBuyerMaker);

/// <summary>Where the trades of a market come from. Used by one thread at a time.</summary>
public interface IMarketSource
{
    /// <summary>Name for the control API.</summary>
    string Name { get; }

    /// <summary>True when no trade will come any more.</summary>
    bool IsOver { get; }

    /// <summary>The trades up to and including <paramref name="now"/> that were not taken yet, oldest first.</summary>
    IEnumerable<MarketTick> Take(DateTimeOffset now);
}
