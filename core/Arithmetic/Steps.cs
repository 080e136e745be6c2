namespace Executor.Core.Arithmetic;

/// <summary>
/// Rounding to a multiple of a step, in exact decimals and with the direction in the name. Down and up mean towards minus and plus
/// infinity, for negative numbers too. The result has at most as many decimals as the step is written with.
/// </summary>
/// <remarks>Source: behaviour of the original, section 4.1, without its detour over binary doubles (W43).</remarks>
public static class Steps
{
    /// <summary>The largest multiple of <paramref name="step"/> at or below <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not above 0.</exception>
    public static decimal FloorTo(decimal x, decimal step)
    {
        var rest = Rest(x, step);
        return OnGrid(rest < 0m ? x - rest - step : x - rest, step);
    }

    /// <summary>The smallest multiple of <paramref name="step"/> at or above <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not above 0.</exception>
    public static decimal CeilTo(decimal x, decimal step)
    {
        var rest = Rest(x, step);
        return OnGrid(rest > 0m ? x - rest + step : x - rest, step);
    }

    /// <summary>The multiple of <paramref name="step"/> nearest to <paramref name="x"/>; halves go away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not above 0.</exception>
    public static decimal NearTo(decimal x, decimal step)
    {
        var rest = Rest(x, step);
        var reachesHalf = Math.Abs(rest) >= step - Math.Abs(rest);
        return OnGrid(reachesHalf ? x - rest + (Math.Sign(rest) * step) : x - rest, step);
    }

    /// <summary>True when <paramref name="x"/> is a multiple of <paramref name="step"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not above 0.</exception>
    public static bool IsMultiple(decimal x, decimal step) => Rest(x, step) == 0m;

    /// <summary>
    /// What is left after whole steps, with the sign of <paramref name="x"/>. A division would round in its 28th digit; this does not.
    /// </summary>
    private static decimal Rest(decimal x, decimal step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        return x % step;
    }

    /// <summary>Drops zeros beyond the decimals of the step, and the sign of a zero.</summary>
    private static decimal OnGrid(decimal multiple, decimal step) =>
        multiple == 0m ? 0m : decimal.Round(multiple, step.Scale);
}
