using Executor.Core.Arithmetic;
using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>Targets in multiples of the risk.</summary>
/// <remarks>Source: behaviour of the original, section 4.6.</remarks>
public static class Targets
{
    /// <summary>The price at which <paramref name="multiple"/> times the risk is won, rounded towards the entry.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="entry">Entry price.</param>
    /// <param name="stop">Stop price; the risk is its distance from the entry.</param>
    /// <param name="multiple">Multiple of the risk.</param>
    /// <param name="tick">Price tick, above 0.</param>
    public static decimal At(PositionSide side, decimal entry, decimal stop, decimal multiple, decimal tick)
    {
        var distance = multiple * Math.Abs(entry - stop);
        return side switch
        {
            PositionSide.Long => Steps.FloorTo(entry + distance, tick),
            PositionSide.Short => Steps.CeilTo(entry - distance, tick),
        };
    }
}
