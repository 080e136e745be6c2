using Executor.Core.Positions;

namespace Executor.Core.Arithmetic;

/// <summary>Limit price of a stop-limit order.</summary>
/// <remarks>Source: behaviour of the original, section 4.10.</remarks>
public static class StopLimit
{
    /// <summary>The limit that lies <paramref name="gapTicks"/> behind the trigger: below it for a long, above it for a short.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="stop">Trigger price, on the tick.</param>
    /// <param name="gapTicks">Distance in ticks; below 1 it counts as 1.</param>
    /// <param name="tick">Price tick, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tick"/> is not above 0.</exception>
    public static decimal LimitPrice(PositionSide side, decimal stop, int gapTicks, decimal tick)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        var gap = Math.Max(1, gapTicks) * tick;
        return side switch
        {
            PositionSide.Long => stop - gap,
            PositionSide.Short => stop + gap,
        };
    }
}
