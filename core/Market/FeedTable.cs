using System.Globalization;
using System.Text;

namespace Executor.Core.Market;

/// <summary>The tolerant loader: columns by name, missing highs and lows filled from the price, what cannot be read left out.</summary>
/// <remarks>
/// Source: behaviour of the original, section 3.8, with one change: there a single unreadable time made the whole table unusable; here it
/// costs its own row.
/// </remarks>
public static class FeedTable
{
    private static readonly string[] PriceColumns = ["ClosePrice", "AvgPrice", "Close"];

    /// <summary>Reads a whole feed.</summary>
    /// <param name="text">Header and rows, cells with commas between; empty or blank is no table.</param>
    public static LoadedFeed Load(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
        using var rows = lines.GetEnumerator();
        if (!rows.MoveNext())
        {
            return new LoadedFeed([], 0, "the feed is empty");
        }

        var header = rows.Current.Split(',', StringSplitOptions.TrimEntries);
        var time = Array.IndexOf(header, "Timestamp");
        var price = PriceColumns.Select(name => Array.IndexOf(header, name)).FirstOrDefault(index => index >= 0, -1);
        if (time < 0 || price < 0)
        {
            var needed = $"a column Timestamp and one of {string.Join(", ", PriceColumns)} are needed";
            return new LoadedFeed([], 0, $"{needed}, found '{rows.Current}'");
        }

        var columns = new Columns(header.Length, time, price, Array.IndexOf(header, "HiPrice"), Array.IndexOf(header, "LowPrice"));
        var bars = new List<Bar>();
        var dropped = 0;
        while (rows.MoveNext())
        {
            if (columns.Read(rows.Current) is { } bar)
            {
                bars.Add(bar);
            }
            else
            {
                dropped++;
            }
        }

        return new LoadedFeed([.. bars.OrderBy(bar => bar.Time)], dropped, null);
    }

    private readonly record struct Columns(int Count, int Time, int Price, int High, int Low)
    {
        public Bar? Read(string row)
        {
            var cells = row.Split(',');
            if (cells.Length > Count || Time >= cells.Length
                || !IsoTimestamp.TryParse(Encoding.UTF8.GetBytes(cells[Time]), out var time)
                || Number(cells, Price) is not { } price)
            {
                return null;
            }

            return new Bar(time, Number(cells, High) ?? price, Number(cells, Low) ?? price, price);
        }

        private static decimal? Number(string[] cells, int column) =>
            column >= 0 && column < cells.Length
            && decimal.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
