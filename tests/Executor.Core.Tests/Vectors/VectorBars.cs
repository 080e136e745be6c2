using System.Globalization;
using System.Text.Json;

namespace Executor.Core.Tests.Vectors;

/// <summary>Writes the bar table of a case as the feed file that it stands for.</summary>
internal static class VectorBars
{
    public static string ToText(string name, JsonElement bars)
    {
        if (bars.ValueKind == JsonValueKind.Null)
        {
            return string.Empty;
        }

        bars.MustHaveOnly(name, "start", "columns", "rows");
        var start = bars.GetProperty("start").GetDateTimeOffset();
        var columns = bars.GetProperty("columns").EnumerateArray().Select(column => column.GetString() ?? string.Empty).ToArray();
        var rows = bars.GetProperty("rows").EnumerateArray()
            .Select(row => string.Join(',', row.EnumerateArray().Select((cell, index) => Cell(start, columns[index], cell))));
        return string.Join('\n', rows.Prepend(string.Join(',', columns))) + "\n";
    }

    private static string Cell(DateTimeOffset start, string column, JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => string.Empty,
        JsonValueKind.String => cell.GetString() ?? string.Empty,
        JsonValueKind.Number when column.Trim() == "Timestamp" => start
            .AddTicks((long)(cell.ToDecimal() * TimeSpan.TicksPerMinute))
            .UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        JsonValueKind.Number => cell.GetRawText(),
        var kind => throw new InvalidDataException($"A cell of {column} is {kind}."),
    };
}
