using System.Globalization;
using Executor.Core.Ledger;

namespace Executor.Silo.Reports;

/// <summary>One row a trade (RFC 4180); an empty cell is not known.</summary>
internal static class CsvReport
{
    private static readonly (string Name, Func<TradeRecord, object?> Value)[] Columns =
    [
        ("trade_key", record => record.Key),
        ("symbol", record => record.Symbol),
        ("side", OriginalReport.SideWord),
        ("account", record => record.Account),
        ("signal_key", record => record.SignalKey),
        ("opened_at", record => record.OpenedAt),
        ("entered_at", record => record.EnteredAt),
        ("closed_at", record => record.ClosedAt),
        ("close_reason", record => record.CloseReason),
        ("exit_type", record => record.Exit.Word()),
        ("plan_entry", record => record.Plan.Entry),
        ("plan_stop", record => record.Plan.Stop),
        ("plan_tp1", record => record.Plan.Target1),
        ("plan_tp2", record => record.Plan.Target2),
        ("entry_qty", record => record.Money.EntryQuantity),
        ("entry_price", record => record.Money.EntryPrice),
        ("exit_qty", record => record.Money.ExitQuantity),
        ("exit_price", record => record.Money.ExitPrice),
        ("fees", record => string.Join(' ', record.Money.Fees.Select(fee => string.Create(CultureInfo.InvariantCulture, $"{fee.Amount} {fee.Asset}")))),
        ("fees_quote", record => record.Money.FeesQuote),
        ("fee_status", record => record.Money.FeeStatus.Word()),
        ("interest", record => record.Money.Interest?.Amount),
        ("interest_asset", record => record.Money.Interest?.Asset),
        ("gross_quote", record => record.Money.GrossQuote),
        ("net_quote", record => record.Money.NetQuote),
        ("r", record => record.Money.R),
        ("entry_slippage_r", record => record.EntrySlippageR),
        ("stop_slippage_r", record => record.StopSlippageR),
        ("tp1_hit", record => record.Target1Hit),
        ("tp2_hit", record => record.Target2Hit),
        ("sl_hit", record => record.StopHit),
        ("uncovered_seconds", record => record.Uncovered.Sum(window => (decimal)(window.To - window.From).TotalSeconds)),
        ("uncovered_causes", record => string.Join("; ", record.Uncovered.Select(window => window.Cause).Distinct(StringComparer.Ordinal))),
        ("written_off", record => record.WrittenOff),
        ("epoch", record => record.Epoch),
    ];

    public static void Write(IEnumerable<TradeRecord> records, TextWriter output)
    {
        Row(output, Columns.Select(column => column.Name));
        foreach (var record in records)
            Row(output, Columns.Select(column => Text(column.Value(record))));
    }

    private static void Row(TextWriter output, IEnumerable<string> cells)
    {
        output.Write(string.Join(',', cells.Select(Quoted)));
        output.Write('\n');
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>A text that a spreadsheet would take for a formula is told as text: a close reason may come from outside.</summary>
    private static string Quoted(string cell)
    {
        var isFormula = cell.Length > 0 && cell[0] is ('=' or '@' or '+' or '-') && !decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
