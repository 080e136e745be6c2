using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Replay.Results;

namespace Executor.Replay.Output;

/// <summary>One trade as JSON.</summary>
internal static class TradeJson
{
    public static void Write(Utf8JsonWriter json, ClosedTrade closed)
    {
        var trade = closed.Trade;
        json.WriteStartObject();
        json.WriteString("signalKey", trade.SignalKey);
        json.Time("signalTime", trade.SignalTime);
        json.WriteString("side", trade.Plan.Side.Text());
        WritePlan(json, trade.Plan);
        json.WriteStartObject("entry");
        json.Time("time", trade.EnteredAt());
        json.Number("price", closed.Result.EntryPrice);
        json.Number("quantity", closed.Result.EntryQuantity);
        json.WriteEndObject();
        WriteStops(json, trade.Stops);
        WriteFills(json, trade);
        json.WriteStartObject("exit");
        json.Time("time", trade.LeftAt());
        json.WriteString("type", closed.ExitType);
        json.Number("averagePrice", closed.Result.ExitPrice);
        json.WriteEndObject();
        json.Number("profitQuote", closed.Result.ProfitQuote);
        json.Number("r", closed.Result.R);
        WriteWindows(json, trade.Uncovered);
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, TradePlan plan)
    {
        json.WriteStartObject("plan");
        json.Number("entry", plan.Entry);
        json.Number("stop", plan.Stop);
        json.Numbers("takeProfits", [plan.Target1, plan.Target2]);
        json.Number("quantity", plan.Quantity);
        json.Numbers("legs", [plan.Legs.First, plan.Legs.Second, plan.Legs.Third]);
        json.Number("kEntry", plan.KEntry);
        json.WriteEndObject();
    }

    private static void WriteStops(Utf8JsonWriter json, ImmutableArray<StopChange> stops)
    {
        json.WriteStartArray("stops");
        foreach (var stop in stops)
        {
            json.WriteStartObject();
            json.Time("time", stop.At);
            json.Number("price", stop.Price);
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
            json.Time("time", fill.At);
            json.WriteString("leg", order.Slot.Name());
            json.WriteString("orderId", order.ClientOrderId);
            json.Number("price", fill.Price);
            json.Number("quantity", fill.Quantity);
            json.Number("fee", fill.Commission);
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
            json.Time("from", window.From);
            json.Time("to", window.To);
            json.Number("quantity", window.Quantity);
            json.WriteString("cause", window.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
