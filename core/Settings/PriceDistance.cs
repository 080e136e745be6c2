namespace Executor.Core.Settings;

/// <summary>
/// A distance on the price axis: an amount in quote, or a fraction of a price. The original knows amounts only, and its defaults suit
/// BTC; for other symbols the defaults here are the same fractions of the price. See docs/decisions.
/// </summary>
/// <param name="Value">Amount in quote, or fraction (0.0001 is one basis point).</param>
/// <param name="IsFraction">True when <paramref name="Value"/> is a fraction of the price.</param>
public readonly record struct PriceDistance(decimal Value, bool IsFraction)
{
    /// <summary>A fixed amount in quote.</summary>
    public static PriceDistance Amount(decimal value) => new(value, false);

    /// <summary>A fraction of the price.</summary>
    public static PriceDistance Fraction(decimal value) => new(value, true);

    /// <summary>The distance in quote at <paramref name="price"/>.</summary>
    public decimal At(decimal price) => IsFraction ? price * Value : Value;
}
