using System.Globalization;
using Executor.Core.Arithmetic;
using Executor.Core.Positions;

namespace Executor.Core.Signals;

/// <summary>The key by which a repeated signal is recognised: action, minute, kind and rounded price.</summary>
/// <remarks>
/// Source: behaviour of the original, section 3.3; the price is rounded in decimals, so that 1.005 becomes 1.01 and not 1.00 (W43).
/// </remarks>
public static class EventKey
{
    /// <summary>Most decimals of the price in a key.</summary>
    public const int MaxPriceDecimals = 12;

    /// <summary>The action that every key begins with.</summary>
    public const string Action = "PEAK";

    /// <summary>The key, for example <c>PEAK|2025-01-13T20:00|long|95000.0</c>.</summary>
    /// <param name="side">Direction asked for.</param>
    /// <param name="time">Time of the event; cut to the minute in UTC, not rounded.</param>
    /// <param name="price">Feed quote; halves are rounded up, towards plus infinity.</param>
    /// <param name="priceDecimals">Decimals of the price, 0 to 12; exactly as many are written.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="priceDecimals"/> is out of range.</exception>
    public static string For(PositionSide side, DateTimeOffset time, decimal price, int priceDecimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(priceDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priceDecimals, MaxPriceDecimals);
        var step = new decimal(1, 0, 0, false, (byte)priceDecimals);
        var rounded = Steps.FloorTo(price + (step / 2m), step);
        var kind = side switch { PositionSide.Long => "long", PositionSide.Short => "short" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Action}|{time.UtcDateTime:yyyy-MM-dd'T'HH:mm}|{kind}|{NumberText.Price(rounded, step)}");
    }
}
