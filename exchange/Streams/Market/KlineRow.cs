using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Market;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Market;

/// <summary>Candles as <c>GET /api/v3/klines</c> shows them: rows of open time, open, high, low, close and more. Source: Binance spot API.</summary>
internal static class KlineRow
{
    private const int HighAt = 2;
    private const int LowAt = 3;
    private const int CloseAt = 4;

    /// <summary>One minute.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The bars of all rows, the last of which may still be open, in the order of time.</summary>
    /// <exception cref="WireException">The answer is not understood.</exception>
    public static ImmutableArray<Bar> ReadAll(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. document.RootElement.EnumerateArray().Select(ReadOne)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new WireException($"these are no candles ({exception.GetType().Name})");
        }
    }

    /// <summary>A bar whose prices are possible.</summary>
    /// <param name="openedAt">Begin of the minute.</param>
    /// <param name="high">Highest price.</param>
    /// <param name="low">Lowest price.</param>
    /// <param name="close">Last price.</param>
    /// <exception cref="WireException">They are not.</exception>
    public static Bar Checked(DateTimeOffset openedAt, decimal high, decimal low, decimal close) => low > 0m && low <= close && close <= high
        ? new Bar(openedAt + Minute, high, low, close)
        : throw new WireException($"a candle has high {high}, low {low} and close {close}");

    private static Bar ReadOne(JsonElement row) =>
        Checked(EpochTime.Read(row[0].GetInt64(), "open time"), Price(row[HighAt]), Price(row[LowAt]), Price(row[CloseAt]));

    private static decimal Price(JsonElement cell) => cell.ValueKind == JsonValueKind.String
        ? WireAmounts.Parse(cell.GetString())
        : WireAmounts.Checked(cell.GetDecimal());
}
