using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.Silo.Journal;

namespace Executor.Silo.Reports;

/// <summary>
/// The original's trade report (behaviour 13.4): its names, with what it left empty or wrong put right (W62): fees and profit are there, the symbol
/// always, each order once, and the exit type is what executed.
/// </summary>
internal static class OriginalReport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All fields.</summary>
    public static string Line(TradeRecord record) => Written(json =>
    {
        var money = record.Money;
        json.WriteString("report_id", $"{record.Key}:{JournalLine.TimeText(record.ClosedAt)}");
        json.WriteString("trade_key", record.Key);
        json.WriteString("symbol", record.Symbol);
        json.WriteString("side", SideWord(record));
        json.WriteString("opened_at", JournalLine.TimeText(record.OpenedAt));
        json.WriteString("closed_at", JournalLine.TimeText(record.ClosedAt));
        json.WriteString("close_reason", record.CloseReason);
        json.WriteString("exit_type", record.Exit.Word());
        json.WriteString("status_at_close", money.EntryQuantity > 0m ? "OPEN" : "PENDING");
        json.WriteNumber("qty_base_total", money.EntryQuantity);
        Number(json, "entry_price", money.EntryPrice);
        json.WriteStartObject("exit_leg_orders");
        foreach (var (leg, order) in Legs(record))
            WriteOrder(json, leg, order, record);
        json.WriteEndObject();
        json.WriteNumber("exit_qty_total", money.ExitQuantity);
        json.WriteNumber("exit_quote_total", money.ExitQuote);
        Number(json, "avg_exit_price", money.ExitPrice);
        Number(json, "fees_total_quote", money.FeesQuote);
        Number(json, "pnl_quote", money.NetQuote);
        Number(json, "roi_pct", money.NetReturnPercent);
        json.WriteBoolean("tp1_hit", record.Target1Hit);
        json.WriteBoolean("tp2_hit", record.Target2Hit);
        json.WriteBoolean("sl_hit", record.StopHit);
        json.WriteBoolean("trail_active_at_close", record.WasTrailing);
        json.WriteNull("reconciliation_notes");
        Number(json, "pnl_gross_quote", money.GrossQuote);
        Number(json, "roi_gross_pct", money.GrossReturnPercent);
        Number(json, "pnl_net_quote", money.NetQuote);
        Number(json, "roi_net_pct", money.NetReturnPercent);
        json.WriteString("fee_status", money.FeeStatus.Word());
    });

    /// <summary>Nothing by which the account or its orders could be recognised.</summary>
    public static string PublicLine(TradeRecord record) => Written(json =>
    {
        var money = record.Money;
        json.WriteString("date", record.ClosedAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("symbol", record.Symbol);
        json.WriteString("side", SideWord(record));
        json.WriteNumber("qty_base_total", money.EntryQuantity);
        Number(json, "entry_price", money.EntryPrice);
        json.WriteNumber("exit_qty_total", money.ExitQuantity);
        Number(json, "avg_exit_price", money.ExitPrice);
        Number(json, "fees_total_quote", money.FeesQuote);
        Number(json, "pnl_quote", money.NetQuote);
        Number(json, "roi_pct", money.NetReturnPercent);
        json.WriteString("exit_type", record.Exit.Word());
        json.WriteBoolean("tp1_hit", record.Target1Hit);
        json.WriteBoolean("tp2_hit", record.Target2Hit);
    });

    /// <summary><c>LONG</c> or <c>SHORT</c>.</summary>
    public static string SideWord(TradeRecord record) => record.Side switch
    {
        PositionSide.Long => "LONG",
        PositionSide.Short => "SHORT",
    };

    /// <summary>The orders that executed, each under a name of its own: the original's <c>tp1</c>, <c>tp2</c>, <c>sl</c>, <c>trail</c>, else
    /// <c>market</c>; further ones of a name are numbered.</summary>
    private static IEnumerable<(string Leg, RecordedOrder Order)> Legs(TradeRecord record)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var order in record.Orders.Where(order => order.Role != OrderRole.Entry && order.ExecutedQuantity > 0m))
        {
            var name = NameOf(order, record);
            var number = used[name] = used.GetValueOrDefault(name) + 1;
            yield return (number == 1 ? name : $"{name}_{number}", order);
        }
    }

    private static string NameOf(RecordedOrder order, TradeRecord record) => order.Role switch
    {
        OrderRole.Target => order.Slot == Slot.Target1 ? "tp1" : "tp2",
        OrderRole.Stop when record.Stops.LastOrDefault(change => change.Price == order.StopPrice)?.Cause == StopCause.Trail => "trail",
        OrderRole.Stop => "sl",
        OrderRole.Exit or OrderRole.Entry => "market",
    };

    private static void WriteOrder(Utf8JsonWriter json, string leg, RecordedOrder order, TradeRecord record)
    {
        json.WriteStartObject(leg);
        json.WriteNumber("orderId", order.OrderId);
        json.WriteString("status", order.Status.ToString().ToUpperInvariant());
        json.WriteNumber("executedQty", order.ExecutedQuantity);
        json.WriteNumber("cummulativeQuoteQty", order.QuoteQuantity);
        Number(json, "avgFillPrice", order.AveragePrice);
        Number(json, "feeQuote", FeeQuote(order, record));
        if (order.Fills.IsEmpty)
            json.WriteNull("lastUpdateTs");
        else
            json.WriteNumber("lastUpdateTs", order.Fills.Max(fill => fill.At).ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static decimal? FeeQuote(RecordedOrder order, TradeRecord record)
    {
        var fees = order.Fills.Select(fill =>
            fill.Commission == 0m ? 0m
            : fill.CommissionAsset == record.QuoteAsset ? fill.Commission
            : fill.CommissionAsset == record.BaseAsset ? fill.Commission * fill.Price
            : (decimal?)null).ToList();
        return order.LacksFills || fees.Contains(null) ? null : fees.Sum();
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
