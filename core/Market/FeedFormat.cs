using System.Globalization;
using System.Text;

namespace Executor.Core.Market;

/// <summary>
/// The strict form of the feed: ten columns, every cell a number, prices in order, times and prices within bounds that leave room for sums.
/// Rows are read without allocating; a row that is refused says why.
/// </summary>
/// <remarks>
/// Source: behaviour of the original, sections 3.8 and 8.1; a literal <c>nan</c>, which disabled its neighbours there, is refused.
/// </remarks>
public static class FeedFormat
{
    /// <summary>The header line.</summary>
    public const string Header = "Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice";

    internal const int CloseColumn = 7;
    internal const int HighColumn = 8;
    internal const int LowColumn = 9;
    internal const int Columns = 10;

    /// <summary>The finest tick of the exchange, quote: nothing trades for less.</summary>
    private const decimal LeastPrice = 0.00000001m;

    /// <summary>No market has such a price, quote; below it every sum and product of a trade fits.</summary>
    private const decimal PriceBound = 1_000_000_000_000_000m;

    private static readonly string[] Names = Header.Split(',');

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>True when <paramref name="line"/> is the header; a byte order mark and blanks around the names are tolerated.</summary>
    /// <param name="line">First line of the feed, UTF-8, without its end.</param>
    /// <param name="problem">What was found instead; empty when true.</param>
    public static bool TryCheckHeader(ReadOnlySpan<byte> line, out string problem)
    {
        var text = Encoding.UTF8.GetString(line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line);
        var found = text.Split(',').Select(name => name.Trim());
        problem = found.SequenceEqual(Names, StringComparer.Ordinal) ? string.Empty : $"the header must be '{Header}', is '{Shown(line)}'";
        return problem.Length == 0;
    }

    /// <summary>Reads one row.</summary>
    /// <param name="line">UTF-8, without its end (a carriage return is tolerated).</param>
    /// <param name="bar">
    /// The bar: HiPrice &gt;= ClosePrice &gt;= LowPrice, prices from 10^-8 to below 10^15, a time in the years 2000 to 2100.
    /// </param>
    /// <param name="reason">Why not, in words; empty when true.</param>
    public static bool TryParseRow(ReadOnlySpan<byte> line, out Bar bar, out string reason)
    {
        reason = string.Empty;
        if (TryReadRow(line, out bar) && bar.High >= bar.Close && bar.Close >= bar.Low && IsWithinBounds(bar))
        {
            return true;
        }

        bar = default;
        reason = Explain(line);
        return false;
    }

    /// <summary>For prices in order: the lowest and the highest decide.</summary>
    private static bool IsWithinBounds(in Bar bar) =>
        bar.Low >= LeastPrice && bar.High < PriceBound && MarketTime.IsPlausible(bar.Time);

    private static bool TryReadRow(ReadOnlySpan<byte> line, out Bar bar)
    {
        bar = default;
        var cells = new FeedCells(line);
        if (!cells.TryTime(out var time))
        {
            return false;
        }

        for (var column = 1; column < CloseColumn; column++)
        {
            if (!cells.TrySkipNumber())
            {
                return false;
            }
        }

        if (!cells.TryNumber(out var close) || !cells.TryNumber(out var high) || !cells.TryNumber(out var low) || !cells.IsAtEnd)
        {
            return false;
        }

        bar = new Bar(time, high, low, close);
        return true;
    }

    /// <summary>Only called for a row that was refused, so it may take its time.</summary>
    private static string Explain(ReadOnlySpan<byte> line)
    {
        var cells = Encoding.UTF8.GetString(line).TrimEnd('\r').Split(',');
        if (cells.Length != Columns)
        {
            return $"{Columns} cells are needed, found {cells.Length} in '{Shown(line)}'";
        }

        if (!IsoTimestamp.TryParse(Encoding.UTF8.GetBytes(cells[0]), out var time))
        {
            return $"{Names[0]} must be an ISO-8601 time, is '{cells[0]}'";
        }

        if (!MarketTime.IsPlausible(time))
        {
            return $"{Names[0]} must lie in the years {MarketTime.FirstYear} to {MarketTime.LastYear}, is '{cells[0]}'";
        }

        for (var column = 1; column < Columns; column++)
        {
            if (!decimal.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                return $"{Names[column]} must be a number, is '{cells[column]}'";
            }
        }

        var (high, close, low) = (Number(cells[HighColumn]), Number(cells[CloseColumn]), Number(cells[LowColumn]));
        return high >= close && close >= low && low > 0m
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"prices must be at least {LeastPrice} and below {PriceBound}, found {cells[HighColumn]} and {cells[LowColumn]}")
            : $"HiPrice >= ClosePrice >= LowPrice > 0 must hold, found {cells[HighColumn]}, {cells[CloseColumn]}, {cells[LowColumn]}";
    }

    private static decimal Number(string cell) => decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Shown(ReadOnlySpan<byte> line)
    {
        const int longest = 160;
        return Encoding.UTF8.GetString(line[..Math.Min(line.Length, longest)]);
    }
}
