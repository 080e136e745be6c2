using System.Globalization;

namespace Executor.Core.Arithmetic;

/// <summary>
/// Numbers as they go over the wire: plain digits, a point, no exponent and no culture (W46). A step tells the decimals by the way it is
/// written: 0.010 has three. Printing rounds to decimals, not to the step: what must lie on the grid is put there first, by
/// <see cref="Steps"/>, with a direction.
/// </summary>
public static class NumberText
{
    /// <summary>A price with exactly the decimals of <paramref name="tick"/>; halves go to the even digit.</summary>
    /// <param name="price">Quote per base.</param>
    /// <param name="tick">Price tick, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tick"/> is not above 0.</exception>
    public static string Price(decimal price, decimal tick)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        return Fixed(price, tick.Scale);
    }

    /// <summary>
    /// A quantity with at most the decimals of <paramref name="lotStep"/>, without trailing zeros; halves go to the even digit.
    /// </summary>
    /// <param name="quantity">Base asset.</param>
    /// <param name="lotStep">Lot step, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lotStep"/> is not above 0.</exception>
    public static string Quantity(decimal quantity, decimal lotStep)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lotStep);
        var text = Fixed(quantity, lotStep.Scale);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>All digits of a number and no trailing zeros: for journals and settings.</summary>
    public static string Plain(decimal number) =>
        number == 0m ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Fixed(decimal number, int decimals)
    {
        var rounded = decimal.Round(number, decimals, MidpointRounding.ToEven);
        return (rounded == 0m ? 0m : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
