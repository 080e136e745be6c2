using Executor.Core.Exchange;

namespace Executor.Core.Positions.Watchdogs;

/// <summary>Judges take-profits that do not do their work: filled in part, or gone (behaviour 7.11).</summary>
public static class TargetWatchdog
{
    /// <summary>Judges both targets at <paramref name="price"/>.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="first">The first target.</param>
    /// <param name="second">The second target.</param>
    /// <param name="price">Last price, quote per base; 0 or less: not known.</param>
    /// <param name="rules">The least that the exchange takes.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TargetFinding Judge(PositionSide side, TargetWatch first, TargetWatch second, decimal price, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(rules);
        if (price <= 0m)
        {
            return new TargetFinding(TargetVerdict.Fine, Remainder.None);
        }

        if (first.State != TargetState.Settled && first.Executed > 0m)
        {
            return new TargetFinding(TargetVerdict.FirstPartial, Remainder.Of(first.Quantity - first.Executed, price, rules));
        }

        // Strictly beyond: at the target itself a target that is placed again may still be filled.
        if (first is { State: TargetState.Gone, Price: > 0m and var target } && price != target && Levels.IsTargetReached(side, price, target))
        {
            return new TargetFinding(TargetVerdict.FirstCrossed, Remainder.Of(first.Quantity, price, rules));
        }

        return new TargetFinding(
            second switch
            {
                { State: not TargetState.Gone } => TargetVerdict.Fine,
                { Price: not > 0m } => TargetVerdict.SecondUncertain,
                { Price: { } zone } when !Levels.IsTargetReached(side, price, zone) => TargetVerdict.SecondNotInZone,
                { Quantity: > 0m } => TargetVerdict.SecondCrossed,
                _ => TargetVerdict.Fine,
            },
            Remainder.None);
    }
}
