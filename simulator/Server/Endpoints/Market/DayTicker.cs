using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Tape;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>What a market did in the last 24 hours. Source: Binance spot API, 24 hour ticker.</summary>
internal static class DayTicker
{
    private const int MinutesOfDay = 1_440;
    private static readonly CandleInterval Minute = CandleInterval.Find("1m")!;

    public static void Write(WireWriter writer, Call call, string symbol, bool isMini)
    {
        var now = call.Venue.Clock.Now;
        var last = call.Venue.QuoteOf(symbol).Last;
        var minutes = call.Venue.Read(symbol, tape => tape.LastCandles(Minute, now, MinutesOfDay));
        var day = minutes.IsDefaultOrEmpty
            ? Candle.Empty(now, last)
            : minutes.Aggregate(Candle.Empty(now, last), (whole, minute) => whole.Then(minute));
        var quote = call.Venue.Read(symbol, tape => tape.Quote);
        writer.Text("symbol", symbol);
        if (!isMini)
        {
            writer.Amount("priceChange", last - day.Open)
                .Text("priceChangePercent", decimal.Round((last - day.Open) / day.Open * 100m, 3).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture))
                .Amount("weightedAvgPrice", day.Volume == 0m ? last : day.QuoteVolume / day.Volume).Amount("prevClosePrice", day.Open);
        }
        writer.Amount("lastPrice", last);
        if (!isMini)
        {
            writer.Amount("lastQty", call.Venue.Read(symbol, tape => tape.Trades.LastOrDefault()?.Quantity) ?? 0m)
                .Amount("bidPrice", quote?.Bid ?? 0m).Amount("bidQty", quote?.BidQuantity ?? 0m)
                .Amount("askPrice", quote?.Ask ?? 0m).Amount("askQty", quote?.AskQuantity ?? 0m);
        }
        writer.Amount("openPrice", day.Open).Amount("highPrice", day.High).Amount("lowPrice", day.Low)
            .Amount("volume", day.Volume).Amount("quoteVolume", day.QuoteVolume)
            .Time("openTime", now - TimeSpan.FromDays(1)).Time("closeTime", now)
            .Number("firstId", day.FirstTradeId).Number("lastId", day.LastTradeId).Number("count", day.Trades);
    }
}
