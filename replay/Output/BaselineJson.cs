using System.Text.Json;
using Executor.Core.Positions;
using Executor.Replay.Results;

namespace Executor.Replay.Output;

/// <summary>The comparison with the baseline policy as JSON: one member more, at the end, and only when it was asked for.</summary>
internal static class BaselineJson
{
    public static void Write(Utf8JsonWriter json, BaselineComparison comparison)
    {
        json.WriteStartObject("baseline");
        json.WriteString("policy", "stop and targets as planned, no break-even, no trail, the runner leaves at the second target or the stop");
        json.WriteStartArray("pairs");
        foreach (var pair in comparison.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("signalKey", pair.Trade.SignalKey);
            json.Time("signalTime", pair.Trade.SignalTime);
            WriteTrade(json, "replay", pair.Normal);
            WriteTrade(json, "baseline", pair.Baseline);
            json.Number("profitDifferenceQuote", pair.Difference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ReplayJson.WriteSummary(json, comparison.Baseline);
        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, string name, ClosedTrade? closed)
    {
        if (closed is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("exitType", closed.ExitType);
        json.Time("closedAt", closed.At);
        json.Number("profitQuote", closed.Result.ProfitQuote);
        json.Number("r", closed.Result.R);
        json.WriteEndObject();
    }
}
