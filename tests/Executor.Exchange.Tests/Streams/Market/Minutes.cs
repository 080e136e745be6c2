using System.Globalization;

namespace Executor.Exchange.Tests.Streams.Market;

/// <summary>Candles as the exchange shows them; minutes are counted from the one that is open at the beginning of a test.</summary>
internal static class Minutes
{
    public static DateTimeOffset Begin(DateTimeOffset start) => new(start.UtcTicks - (start.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    public static (int Minute, decimal Close) Row(int minute, decimal close = 100m) => (minute, close);

    /// <summary>The answer to a read.</summary>
    public static string Rows(DateTimeOffset start, params (int Minute, decimal Close)[] rows) => $"[{string.Join(',', rows.Select(row =>
    {
        var openedAt = Begin(start).AddMinutes(row.Minute).ToUnixTimeMilliseconds();
        var close = row.Close.ToString(CultureInfo.InvariantCulture);
        return $"[{openedAt},\"100.0\",\"200.0\",\"50.0\",\"{close}\",\"12.5\",{openedAt + 59_999},\"1250.0\",10,\"6.0\",\"600.0\",\"0\"]";
    }))}]";

    /// <summary>The event of a minute.</summary>
    public static string Closed(DateTimeOffset start, int minute, decimal close = 100m, bool isClosed = true)
    {
        var openedAt = Begin(start).AddMinutes(minute).ToUnixTimeMilliseconds();
        return FormattableString.Invariant(
            $$"""{"e":"kline","E":{{openedAt + 60_010}},"s":"BTCUSDT","k":{"t":{{openedAt}},"T":{{openedAt + 59_999}},"s":"BTCUSDT","i":"1m","f":1,"L":2,"o":"100.0","c":"{{close}}","h":"200.0","l":"50.0","v":"1","n":2,"x":{{(isClosed ? "true" : "false")}},"q":"1","V":"1","Q":"1","B":"0"} }""");
    }
}
