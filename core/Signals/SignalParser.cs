using System.Globalization;
using System.Text;
using System.Text.Json;
using Executor.Core.Market;
using Executor.Core.Positions;

namespace Executor.Core.Signals;

/// <summary>
/// Reads one line of the signal log. Total: any bytes give a result and none throws, where a NaN, an array or an empty time ended the
/// original (W35).
/// </summary>
/// <remarks>Source: behaviour of the original, sections 3.1 to 3.3. The side is settled here, once: "Long" is a long (W34).</remarks>
public static class SignalParser
{
    private const string TrustedSource = "DeltaScout";

    /// <summary>No market has such a price; below it every sum stays exact.</summary>
    private const decimal MaxPrice = 1_000_000_000_000_000m;

    private const long NanosecondsPerTick = 100;

    /// <summary>Reads <paramref name="utf8Line"/>.</summary>
    /// <param name="utf8Line">One line without its end; a byte order mark and blanks are allowed.</param>
    /// <param name="strictSource">Take only events whose source is exactly DeltaScout.</param>
    /// <param name="dedupPriceDecimals">Decimals of the price in the key, 0 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dedupPriceDecimals"/> is out of range.</exception>
    /// <remarks>
    /// <c>ts</c> is ISO-8601 text, or a whole number since 1970-01-01 UTC whose unit its size tells: 10 or 11 digits are seconds, 13 or 14
    /// milliseconds, 19 nanoseconds, each from the year 2001 on. The original took every number for nanoseconds.
    /// </remarks>
    public static SignalParseResult Parse(ReadOnlySpan<byte> utf8Line, bool strictSource, int dedupPriceDecimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dedupPriceDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dedupPriceDecimals, EventKey.MaxPriceDecimals);
        if (utf8Line.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new SignalParseResult.Ignored("blank line");
        }

        if (!PeakFields.TryRead(utf8Line, out var fields, out var problem))
        {
            return new SignalParseResult.Invalid(problem);
        }

        if (!fields.Action.IsText || !fields.Action.Utf8.SequenceEqual("PEAK"u8))
        {
            return new SignalParseResult.Ignored($"action is {fields.Action.Shown}");
        }

        if (strictSource && !(fields.Source.IsText && fields.Source.Utf8.SequenceEqual("DeltaScout"u8)))
        {
            return new SignalParseResult.Ignored($"source is {fields.Source.Shown}, not {TrustedSource}");
        }

        if (!TryKind(fields.Kind, out var side))
        {
            return new SignalParseResult.Invalid($"kind must be long or short, is {fields.Kind.Shown}");
        }

        if (!TryTime(fields.Time, out var time))
        {
            return new SignalParseResult.Invalid(
                $"ts must be an ISO-8601 time or whole seconds, milliseconds or nanoseconds, is {fields.Time.Shown}");
        }

        if (!TryPrice(fields.Price, out var price))
        {
            return new SignalParseResult.Invalid($"price must be a number above 0, is {fields.Price.Shown}");
        }

        return new SignalParseResult.Accepted(new Signal
        {
            Key = EventKey.For(side, time, price, dedupPriceDecimals),
            Side = side,
            Time = time,
            Price = price,
        });
    }

    private static bool TryKind(PeakField kind, out PositionSide side)
    {
        var text = kind.IsText ? kind.Utf8.Trim(" \t"u8) : [];
        var isShort = Ascii.EqualsIgnoreCase(text, "short"u8);
        side = isShort ? PositionSide.Short : PositionSide.Long;
        return isShort || Ascii.EqualsIgnoreCase(text, "long"u8);
    }

    private static bool TryTime(PeakField field, out DateTimeOffset time)
    {
        time = default;
        return field.Type switch
        {
            JsonTokenType.String => IsoTimestamp.TryParse(field.Utf8, out time),
            JsonTokenType.Number => long.TryParse(field.Utf8, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && TryEpoch(number, out time),
            _ => false,
        };
    }

    private static bool TryEpoch(long number, out DateTimeOffset time)
    {
        var ticks = number switch
        {
            >= 1_000_000_000L and < 100_000_000_000L => number * TimeSpan.TicksPerSecond,
            >= 1_000_000_000_000L and < 100_000_000_000_000L => number * TimeSpan.TicksPerMillisecond,
            >= 1_000_000_000_000_000_000L => number / NanosecondsPerTick,
            _ => -1L,
        };
        time = ticks < 0 ? default : DateTimeOffset.UnixEpoch.AddTicks(ticks);
        return ticks >= 0;
    }

    private static bool TryPrice(PeakField field, out decimal price)
    {
        price = 0m;
        return (field.IsText || field.IsNumber)
            && decimal.TryParse(field.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out price)
            && price is > 0m and < MaxPrice;
    }
}
