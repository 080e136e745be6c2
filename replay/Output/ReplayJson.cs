using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Executor.Replay.Results;

namespace Executor.Replay.Output;

/// <summary>
/// The result as JSON: fixed order of keys, decimals as numbers with their exact digits, the same bytes for the same result.
/// </summary>
/// <remarks>The shape is a stable contract: docs/architecture.md, replay.</remarks>
public static class ReplayJson
{
    private const int Schema = 1;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <paramref name="result"/> to <paramref name="stream"/>, with a line end after it.</summary>
    public static void Write(Stream stream, ReplayResult result)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("symbol", result.Rules.Symbol);
            SettingsJson.Write(json, result.Settings);
            WriteFeed(json, result.Feed);
            json.WriteStartArray("trades");
            foreach (var closed in result.Trades)
            {
                TradeJson.Write(json, closed);
            }

            json.WriteEndArray();
            WriteSkips(json, result.Skips);
            json.WriteNumber("duplicates", result.Duplicates);
            json.Problems("invalid", result.Invalid);
            WriteSummary(json, ReplaySummary.Of(result));
            if (BaselineComparison.Of(result) is { } comparison)
            {
                BaselineJson.Write(json, comparison);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedSummary feed)
    {
        json.WriteStartObject("feed");
        json.WriteNumber("rows", feed.Rows);
        json.Problems("malformed", feed.Malformed);
        json.Time("first", feed.First);
        json.Time("last", feed.Last);
        json.WriteEndObject();
    }

    private static void WriteSkips(Utf8JsonWriter json, ImmutableArray<ReplaySkip> skips)
    {
        json.WriteStartArray("skips");
        foreach (var skip in skips)
        {
            json.WriteStartObject();
            json.WriteString("signalKey", skip.Signal.Key);
            json.Time("signalTime", skip.Signal.Time);
            json.WriteString("reason", skip.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteSummary(Utf8JsonWriter json, ReplaySummary summary)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("trades", summary.Trades);
        json.WriteNumber("wins", summary.Wins);
        json.Number("profitQuote", summary.Profit);
        json.Number("maxDrawdownQuote", summary.MaxDrawdown);
        json.Number("fees", summary.Fees);
        json.Number("uncoveredQuantitySeconds", summary.UncoveredQuantitySeconds);
        json.WriteStartObject("feeTotals");
        foreach (var (asset, amount) in summary.FeeTotals)
        {
            json.Number(asset, amount);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
