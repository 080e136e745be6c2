using System.Globalization;
using System.Runtime.CompilerServices;

namespace Executor.Core.Market;

/// <summary>
/// Walks the cells of one row. Plain digits and the fixed time form take a path without allocations; anything else goes to the general
/// readers.
/// </summary>
internal ref struct FeedCells(ReadOnlySpan<byte> line)
{
    /// <summary>With at most so many digits the mantissa fits a <see cref="ulong"/>, whatever they are.</summary>
    private const int MaxFastDigits = 18;

    /// <summary>Length of <c>YYYY-MM-DDTHH:MM:SSZ</c>.</summary>
    private const int FixedTimeLength = 20;

    private readonly ReadOnlySpan<byte> line = line is [.., (byte)'\r'] ? line[..^1] : line;
    private int position;

    /// <summary>True when the last cell has been read and nothing follows.</summary>
    public readonly bool IsAtEnd => position == line.Length + 1;

    public bool TryTime(out DateTimeOffset time)
    {
        if (line.Length > FixedTimeLength && line[FixedTimeLength] == ',' && TryFixedTime(line[..FixedTimeLength], out time))
        {
            position = FixedTimeLength + 1;
            return true;
        }

        time = default;
        return TryCell(out var cell) && IsoTimestamp.TryParse(cell, out time);
    }

    public bool TryNumber(out decimal number)
    {
        var start = position;
        if (TryDigits(out var mantissa, out var scale))
        {
            number = new decimal(unchecked((int)mantissa), unchecked((int)(mantissa >> 32)), 0, false, (byte)scale);
            return true;
        }

        position = start;
        number = 0m;
        return TryCell(out var cell) && decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    public bool TrySkipNumber()
    {
        var start = position;
        if (TrySkipDigits())
        {
            return true;
        }

        position = start;
        return TryCell(out var cell) && decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>The next cell, whatever it holds.</summary>
    public bool TryCell(out ReadOnlySpan<byte> cell)
    {
        cell = default;
        if (position > line.Length)
        {
            return false;
        }

        var rest = line[position..];
        var end = rest.IndexOf((byte)',');
        cell = end < 0 ? rest : rest[..end];
        position += cell.Length + 1;
        return true;
    }

    /// <summary>Digits with at most one point between them, up to the comma or the end of the row.</summary>
    private bool TryDigits(out ulong mantissa, out int scale)
    {
        mantissa = 0;
        scale = 0;
        if (position > line.Length)
        {
            return false;
        }

        var rest = line[position..];
        var (digits, point, index) = (0, -1, 0);
        for (; index < rest.Length; index++)
        {
            var character = rest[index];
            var digit = unchecked((uint)(character - '0'));
            if (digit <= 9)
            {
                mantissa = unchecked((mantissa * 10) + digit);
                digits++;
            }
            else if (character == '.' && point < 0)
            {
                point = index;
            }
            else if (character == ',')
            {
                break;
            }
            else
            {
                return false;
            }
        }

        scale = point < 0 ? 0 : index - point - 1;
        position += index + 1;
        return digits is > 0 and <= MaxFastDigits;
    }

    /// <summary>As <see cref="TryDigits"/>, for a column whose value nobody needs.</summary>
    private bool TrySkipDigits()
    {
        if (position > line.Length)
        {
            return false;
        }

        var rest = line[position..];
        var (others, index) = (0, 0);
        for (; index < rest.Length; index++)
        {
            var character = rest[index];
            if (unchecked((uint)(character - '0')) <= 9)
            {
                continue;
            }

            if (character == ',')
            {
                break;
            }

            if (character != '.' || ++others > 1)
            {
                return false;
            }
        }

        position += index + 1;
        return index > others;
    }

    private static bool TryFixedTime(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        {
            return false;
        }

        var year = (Pair(text, 0) * 100) + Pair(text, 2);
        var (month, day) = (Pair(text, 5), Pair(text, 8));
        var (hour, minute, second) = (Pair(text, 11), Pair(text, 14), Pair(text, 17));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Two digits as a number; far below 0 when one of them is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(ReadOnlySpan<byte> text, int start)
    {
        const int bad = -1_000_000;
        var tens = unchecked((uint)(text[start] - '0'));
        var ones = unchecked((uint)(text[start + 1] - '0'));
        return tens <= 9 && ones <= 9 ? unchecked((int)((tens * 10) + ones)) : bad;
    }
}
