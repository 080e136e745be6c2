using Executor.Core.Positions;

namespace Executor.Core.Safety;

/// <summary>
/// S4: within a trade the stop of a leg never moves away from the price. What the exchange took counts, not what was wished.
/// </summary>
public static class StopsOnlyTighten
{
    /// <summary>Compares a stop that was just taken with the tightest one before it.</summary>
    public static IEnumerable<SafetyFinding> Of(PositionSide side, Slot slot, decimal before, decimal price)
    {
        if (Levels.IsTighter(side, before, price))
        {
            yield return SafetyFinding.Of("S4", $"the stop of {slot} moved from {before} to {price}, away from the price of a {side}.");
        }
    }
}
