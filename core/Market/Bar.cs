namespace Executor.Core.Market;

/// <summary>One minute of the feed. Prices are in the feed's quote asset.</summary>
/// <param name="Time">End of the minute, UTC: the row sums the trades of [Time - 60 s, Time).</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
public readonly record struct Bar(DateTimeOffset Time, decimal High, decimal Low, decimal Close);

/// <summary>Best prices of a symbol at one moment.</summary>
/// <param name="Bid">Best bid, above 0.</param>
/// <param name="Ask">Best ask, at or above the bid.</param>
/// <param name="Last">Last traded price: what stops are compared with.</param>
/// <param name="At">Time of the reading, UTC.</param>
public readonly record struct Quote(decimal Bid, decimal Ask, decimal Last, DateTimeOffset At)
{
    /// <summary>(bid + ask) / 2.</summary>
    public decimal Mid => (Bid + Ask) / 2m;
}
