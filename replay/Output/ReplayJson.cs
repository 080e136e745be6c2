using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Replay.Reading;
using Executor.Replay.Results;

namespace Executor.Replay.Output;

/// <summary>The result as JSON: fixed order of keys, decimals as numbers with their exact digits, the same bytes for the same result.</summary>
/// <remarks>The shape is a stable contract: docs/architecture.md, replay.</remarks>
public static class ReplayJson
{
    private const int Schema = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <paramref name="result"/> to <paramref name="stream"/>, with a line end after it.</summary>
    public static void Write(Stream stream, ReplayResult result)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("symbol", result.Rules.Symbol);
            WriteSettings(json, result);
            WriteFeed(json, result.Feed);
            json.WriteStartArray("trades");
            foreach (var closed in result.Trades)
            {
                WriteTrade(json, closed);
            }

            json.WriteEndArray();
            WriteSkips(json, result.Skips);
            json.WriteNumber("duplicates", result.Duplicates);
            WriteProblems(json, "invalid", result.Invalid);
            WriteSummary(json, ReplaySummary.Of(result));
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteSettings(Utf8JsonWriter json, ReplayResult result)
    {
        json.WriteStartObject("settings");
        foreach (var (name, text) in result.Settings)
        {
            WriteSetting(json, name, text);
        }

        json.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter json, string name, string text)
    {
        var kind = SettingCatalog.Find(name)?.Kind ?? SettingKind.Number;
        switch (kind)
        {
            case SettingKind.Switch:
                json.WriteBoolean(name, text == "true");
                break;
            case SettingKind.WholeNumber or SettingKind.Number or SettingKind.Seconds or SettingKind.Distance when TryNumber(text, out var number):
                json.WriteNumber(name, number);
                break;
            case SettingKind.NumberList:
                json.WriteStartArray(name);
                foreach (var part in text.Split(','))
                {
                    json.WriteNumberValue(decimal.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture));
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteString(name, text);
                break;
        }
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedSummary feed)
    {
        json.WriteStartObject("feed");
        json.WriteNumber("rows", feed.Rows);
        WriteProblems(json, "malformed", feed.Malformed);
        WriteTime(json, "first", feed.First);
        WriteTime(json, "last", feed.Last);
        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, ClosedTrade closed)
    {
        var trade = closed.Trade;
        json.WriteStartObject();
        json.WriteString("signalKey", trade.SignalKey);
        WriteTime(json, "signalTime", trade.SignalTime);
        json.WriteString("side", trade.Plan.Side.Text());
        WritePlan(json, trade.Plan);
        json.WriteStartObject("entry");
        WriteTime(json, "time", trade.EnteredAt());
        WriteNumber(json, "price", closed.Result.EntryPrice);
        WriteNumber(json, "quantity", closed.Result.EntryQuantity);
        json.WriteEndObject();
        WriteStops(json, trade.Stops);
        WriteFills(json, trade);
        json.WriteStartObject("exit");
        WriteTime(json, "time", trade.LeftAt());
        json.WriteString("type", closed.ExitType);
        WriteNumber(json, "averagePrice", closed.Result.ExitPrice);
        json.WriteEndObject();
        WriteNumber(json, "profitQuote", closed.Result.ProfitQuote);
        WriteNumber(json, "r", closed.Result.R);
        WriteWindows(json, trade.Uncovered);
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, TradePlan plan)
    {
        json.WriteStartObject("plan");
        WriteNumber(json, "entry", plan.Entry);
        WriteNumber(json, "stop", plan.Stop);
        WriteNumbers(json, "takeProfits", [plan.Target1, plan.Target2]);
        WriteNumber(json, "quantity", plan.Quantity);
        WriteNumbers(json, "legs", [plan.Legs.First, plan.Legs.Second, plan.Legs.Third]);
        WriteNumber(json, "kEntry", plan.KEntry);
        json.WriteEndObject();
    }

    private static void WriteStops(Utf8JsonWriter json, ImmutableArray<StopChange> stops)
    {
        json.WriteStartArray("stops");
        foreach (var stop in stops)
        {
            json.WriteStartObject();
            WriteTime(json, "time", stop.At);
            WriteNumber(json, "price", stop.Price);
            json.WriteString("cause", stop.Cause.Name());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFills(Utf8JsonWriter json, Trade trade)
    {
        json.WriteStartArray("fills");
        foreach (var (order, fill) in trade.FillsInOrder())
        {
            json.WriteStartObject();
            WriteTime(json, "time", fill.At);
            json.WriteString("leg", order.Slot.Name());
            json.WriteString("orderId", order.ClientOrderId);
            WriteNumber(json, "price", fill.Price);
            WriteNumber(json, "quantity", fill.Quantity);
            WriteNumber(json, "fee", fill.Commission);
            json.WriteString("feeAsset", fill.CommissionAsset);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWindows(Utf8JsonWriter json, ImmutableArray<UncoveredWindow> windows)
    {
        json.WriteStartArray("uncovered");
        foreach (var window in windows)
        {
            json.WriteStartObject();
            WriteTime(json, "from", window.From);
            WriteTime(json, "to", window.To);
            WriteNumber(json, "quantity", window.Quantity);
            json.WriteString("cause", window.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSkips(Utf8JsonWriter json, ImmutableArray<ReplaySkip> skips)
    {
        json.WriteStartArray("skips");
        foreach (var skip in skips)
        {
            json.WriteStartObject();
            json.WriteString("signalKey", skip.Signal.Key);
            WriteTime(json, "signalTime", skip.Signal.Time);
            json.WriteString("reason", skip.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProblems(Utf8JsonWriter json, string name, ImmutableArray<LineProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var (line, reason) in problems)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, ReplaySummary summary)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("trades", summary.Trades);
        json.WriteNumber("wins", summary.Wins);
        WriteNumber(json, "profitQuote", summary.Profit);
        WriteNumber(json, "maxDrawdownQuote", summary.MaxDrawdown);
        WriteNumber(json, "fees", summary.Fees);
        WriteNumber(json, "uncoveredQuantitySeconds", summary.UncoveredQuantitySeconds);
        json.WriteStartObject("feeTotals");
        foreach (var (asset, amount) in summary.FeeTotals)
        {
            WriteNumber(json, asset, amount);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<decimal> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(Iso.Plain(value));
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Iso.Plain(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, Iso.Text(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
