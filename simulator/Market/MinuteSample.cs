using System.Collections.Immutable;
using Executor.Core.Market;

namespace Executor.Simulator.Market;

/// <summary>A minute of an invented market.</summary>
public sealed record MinuteSample
{
    /// <summary>Time, high, low and close.</summary>
    public required Bar Bar { get; init; }

    /// <summary>Number of trades, above 0.</summary>
    public required int Trades { get; init; }

    /// <summary>Base quantity that takers bought; 6 decimals.</summary>
    public required decimal BuyQuantity { get; init; }

    /// <summary>Base quantity that takers sold; 6 decimals.</summary>
    public required decimal SellQuantity { get; init; }

    /// <summary>Average price, on the tick.</summary>
    public required decimal AveragePrice { get; init; }

    /// <summary>
    /// Last price of each of the 60 seconds; the last one is the close. High and low are theirs and, unless the minute opened with a gap,
    /// that of the price before.
    /// </summary>
    public required ImmutableArray<decimal> Seconds { get; init; }

    /// <summary>Bought plus sold.</summary>
    public decimal TotalQuantity => BuyQuantity + SellQuantity;
}
