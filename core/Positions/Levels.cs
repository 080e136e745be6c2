using Executor.Core.Arithmetic;

namespace Executor.Core.Positions;

/// <summary>Comparisons on the price axis that mirror for short positions.</summary>
internal static class Levels
{
    /// <summary>True when <paramref name="candidate"/> protects more than <paramref name="present"/>.</summary>
    public static bool IsTighter(PositionSide side, decimal candidate, decimal present) => side switch
    {
        PositionSide.Long => candidate > present,
        PositionSide.Short => candidate < present,
    };

    /// <summary>True when <paramref name="price"/> is at or beyond the stop <paramref name="level"/>.</summary>
    public static bool IsStopReached(PositionSide side, decimal price, decimal level) => side switch
    {
        PositionSide.Long => price <= level,
        PositionSide.Short => price >= level,
    };

    /// <summary>True when <paramref name="price"/> is at or beyond the target <paramref name="level"/>.</summary>
    public static bool IsTargetReached(PositionSide side, decimal price, decimal level) => side switch
    {
        PositionSide.Long => price >= level,
        PositionSide.Short => price <= level,
    };

    /// <summary>How much better <paramref name="candidate"/> protects than <paramref name="present"/>; negative when it protects less.</summary>
    public static decimal Improvement(PositionSide side, decimal candidate, decimal present) => side switch
    {
        PositionSide.Long => candidate - present,
        PositionSide.Short => present - candidate,
    };

    /// <summary>Rounds a stop to the tick as the plan does: down for a long position, up for a short one (behaviour 4.7).</summary>
    public static decimal RoundStop(PositionSide side, decimal price, decimal tick) => side switch
    {
        PositionSide.Long => Steps.FloorTo(price, tick),
        PositionSide.Short => Steps.CeilTo(price, tick),
    };

    /// <summary>Rounds a stop that was on the tick before the tick changed: up for a long position, down for a short one, so that it never
    /// moves away from the price.</summary>
    public static decimal RoundTighter(PositionSide side, decimal price, decimal tick) => side switch
    {
        PositionSide.Long => Steps.CeilTo(price, tick),
        PositionSide.Short => Steps.FloorTo(price, tick),
    };
}
