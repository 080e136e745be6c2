using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>The figures of a trade under way that displays and checks want.</summary>
/// <param name="EntryPrice">Average price of the entry, traded quote; the planned one until something has executed.</param>
/// <param name="OpenQuantity">Base still to be closed; 0 or more.</param>
/// <param name="Coverage">Base under live stops over <paramref name="OpenQuantity"/>, 0 to 1; 1 when nothing is open.</param>
public sealed record PositionFigures(decimal EntryPrice, decimal OpenQuantity, decimal Coverage)
{
    /// <summary>Adds them up for <paramref name="trade"/>.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PositionFigures Of(Trade trade, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(rules);
        return new PositionFigures(
            Holdings.EntryPrice(trade) ?? trade.Plan.Entry,
            Holdings.Open(trade, rules),
            Positions.Coverage.Of(trade, rules));
    }
}
