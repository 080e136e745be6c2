using Executor.Core.Positions;

namespace Executor.Core.Arithmetic;

/// <summary>The direction in which the prices of a position are put on the tick: down for a long, up for a short.</summary>
/// <remarks>
/// Source: behaviour of the original, section 4.7. An entry never pays more than planned, a target is never farther than planned.
/// </remarks>
public static class SideRounding
{
    /// <summary><paramref name="price"/> on the tick, down for a long and up for a short.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tick"/> is not above 0.</exception>
    public static decimal ToTick(PositionSide side, decimal price, decimal tick) => side switch
    {
        PositionSide.Long => Steps.FloorTo(price, tick),
        PositionSide.Short => Steps.CeilTo(price, tick),
    };
}
