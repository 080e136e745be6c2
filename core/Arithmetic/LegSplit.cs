namespace Executor.Core.Arithmetic;

/// <summary>
/// The split of a position into three exit legs: whole lot steps, a third each for the first two, the remainder of up to two steps with
/// the last. Below three steps it is halved and the last leg is 0.
/// </summary>
/// <remarks>
/// Source: behaviour of the original, section 4.8. Counting in whole steps keeps the sum exact; the original added doubles and lost a step
/// on 256 of 2997 sizes (W43).
/// </remarks>
public static class LegSplit
{
    /// <summary>Cuts <paramref name="total"/> into legs.</summary>
    /// <param name="total">Base asset; what is beyond whole steps is left out.</param>
    /// <param name="lotStep">Lot step, base asset, above 0.</param>
    /// <param name="legs">The legs; their sum is <paramref name="total"/> rounded down to the step. All 0 when refused.</param>
    /// <param name="error">Why not; <see cref="SplitError.None"/> when cut.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lotStep"/> is not above 0.</exception>
    public static bool TrySplit(decimal total, decimal lotStep, out LegQuantities legs, out SplitError error)
    {
        legs = default;
        var units = decimal.Round(Steps.FloorTo(total, lotStep) / lotStep);
        error = units switch
        {
            < 1m => SplitError.QuantityBelowOneStep,
            < 2m => SplitError.LegRoundsToZero,
            _ => SplitError.None,
        };
        if (error != SplitError.None)
        {
            return false;
        }

        var third = decimal.Floor(units / 3m);
        var (first, second) = third == 0m ? (decimal.Floor(units / 2m), decimal.Ceiling(units / 2m)) : (third, third);
        legs = new LegQuantities(first * lotStep, second * lotStep, (units - first - second) * lotStep);
        return true;
    }
}
