namespace Executor.Core.Arithmetic;

/// <summary>Quantity of a trade from the notional wanted.</summary>
/// <remarks>Source: behaviour of the original, section 4.4.</remarks>
public static class Quantities
{
    /// <summary>The base quantity that <paramref name="notional"/> buys at <paramref name="entry"/>, rounded down to the step.</summary>
    /// <param name="notional">Quote asset.</param>
    /// <param name="entry">Entry price in the traded quote; at or below 0 the quantity is 0.</param>
    /// <param name="lotStep">Lot step, base asset, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lotStep"/> is not above 0.</exception>
    public static decimal FromNotional(decimal notional, decimal entry, decimal lotStep) =>
        entry <= 0m ? 0m : Steps.FloorTo(notional / entry, lotStep);

    /// <summary>True when the quantity is above 0 and meets both minimums.</summary>
    /// <param name="quantity">Base asset.</param>
    /// <param name="entry">Entry price in the traded quote.</param>
    /// <param name="minQuantity">Least quantity, base asset; 0 = no rule.</param>
    /// <param name="minNotional">Least order value, quote asset; 0 = no rule.</param>
    public static bool MeetMinimums(decimal quantity, decimal entry, decimal minQuantity, decimal minNotional) =>
        quantity > 0m && quantity >= minQuantity && quantity * entry >= minNotional;
}
