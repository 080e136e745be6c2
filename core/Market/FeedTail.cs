using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Executor.Core.Market;

/// <summary>
/// Reads the newest values of one column of a feed file, from its end. A header that is not the expected one is an error; a row that
/// cannot be read is left out.
/// </summary>
/// <remarks>
/// Source: behaviour of the original, section 8.1, with two changes: as many lines are read as the values need (there <c>rows + 5</c>, so
/// that a few bad lines hid all good ones), and a last line that may still grow is not yet a row.
/// </remarks>
public static class FeedTail
{
    /// <summary>The newest values of <paramref name="column"/>.</summary>
    /// <param name="content">The whole file, UTF-8; empty gives no values.</param>
    /// <param name="column">Which price.</param>
    /// <param name="rows">How many values at most; 0 or less gives none.</param>
    /// <param name="isComplete">True when nobody writes to the file any more: then a last line needs no line end.</param>
    /// <param name="values">Oldest first; null for a cell that says <c>nan</c>, over which no swing is confirmed.</param>
    /// <param name="problem">What is wrong with the header; empty when true.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> content, FeedColumn column, int rows, bool isComplete, out ImmutableArray<decimal?> values, out string problem)
    {
        values = [];
        problem = string.Empty;
        var text = isComplete ? content : content[..(content.LastIndexOf((byte)'\n') + 1)];
        if (rows <= 0 || text.IsEmpty)
        {
            return true;
        }

        var headerEnd = text.IndexOf((byte)'\n');
        if (!FeedFormat.TryCheckHeader(headerEnd < 0 ? text : text[..headerEnd], out problem))
        {
            return false;
        }

        values = headerEnd < 0 ? [] : ReadBackwards(text[(headerEnd + 1)..], IndexOf(column), rows);
        return true;
    }

    private static ImmutableArray<decimal?> ReadBackwards(ReadOnlySpan<byte> rest, int column, int rows)
    {
        var newestFirst = new List<decimal?>(Math.Min(rows, 1024));
        while (!rest.IsEmpty && newestFirst.Count < rows)
        {
            var start = rest.LastIndexOf((byte)'\n') + 1;
            if (TryCell(rest[start..].TrimEnd((byte)'\r'), column, out var value))
            {
                newestFirst.Add(value);
            }

            rest = rest[..Math.Max(0, start - 1)];
        }

        newestFirst.Reverse();
        return [.. newestFirst];
    }

    private static bool TryCell(ReadOnlySpan<byte> line, int column, out decimal? value)
    {
        value = null;
        if (line.Count((byte)',') != FeedFormat.Columns - 1 || line.StartsWith("Timestamp"u8))
        {
            return false;
        }

        var cells = new FeedCells(line);
        ReadOnlySpan<byte> cell = default;
        for (var index = 0; index <= column; index++)
        {
            cells.TryCell(out cell);
        }

        var trimmed = cell.Trim(" \t"u8);
        if (decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            value = number;
            return true;
        }

        return Ascii.EqualsIgnoreCase(trimmed, "nan"u8);
    }

    private static int IndexOf(FeedColumn column) => column switch
    {
        FeedColumn.Close => FeedFormat.CloseColumn,
        FeedColumn.High => FeedFormat.HighColumn,
        FeedColumn.Low => FeedFormat.LowColumn,
    };
}
