namespace Executor.Core.Market;

/// <summary>
/// Reads ISO-8601 times: <c>YYYY-MM-DD</c>, then <c>T</c> or a blank and <c>HH:MM</c>, then seconds, a fraction and a zone, each optional.
/// Without a zone it is UTC. Never throws.
/// </summary>
/// <remarks>Source: behaviour of the original, section 3.2, without the accidental forms (day first, a bare clock time).</remarks>
public static class IsoTimestamp
{
    private const int DateLength = 10;
    private const int MinuteLength = 16;
    private const int SecondLength = 19;
    private const int TickDigits = 7;

    /// <summary>Reads <paramref name="text"/>; blanks around it are allowed. A fraction is cut to 100 ns.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="time">The time, offset 0.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        var trimmed = text.Trim(" \t"u8);
        if (!TryDate(trimmed, out var date))
        {
            return false;
        }

        if (trimmed.Length == DateLength)
        {
            time = new DateTimeOffset(date, TimeSpan.Zero);
            return true;
        }

        return trimmed[DateLength] is (byte)'T' or (byte)' '
            && TryClock(trimmed, out var clock, out var rest)
            && TryZone(rest, out var offset)
            && TryUtc(date.Ticks + clock - offset, out time);
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out DateTime date)
    {
        date = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static bool TryClock(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = default;
        if (text.Length < MinuteLength || text[13] != ':'
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        rest = text[MinuteLength..];
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (text.Length < SecondLength || !TryDigits(text[17..19], out var second) || second > 59)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        rest = text[SecondLength..];
        return TryFraction(ref rest, ref ticks);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest.IsEmpty || rest[0] != '.')
        {
            return true;
        }

        var length = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : rest.Length - 1;
        var digits = rest.Slice(1, length);
        rest = rest[(length + 1)..];
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in digits[..Math.Min(length, TickDigits)])
        {
            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        return length > 0;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        var minutes = text.Length switch
        {
            3 => "00"u8,
            5 => text[3..],
            6 when text[3] == ':' => text[4..],
            _ => [],
        };
        if (sign == 0 || minutes.IsEmpty
            || !TryDigits(text[1..3], out var hour) || !TryDigits(minutes, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        offset = sign * ((hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute));
        return true;
    }

    private static bool TryUtc(long ticks, out DateTimeOffset time)
    {
        var representable = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        time = representable ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return representable;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            if (character is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (character - '0');
        }

        return !text.IsEmpty;
    }
}
