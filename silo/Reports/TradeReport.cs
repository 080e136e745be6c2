using System.Text.Json;
using Executor.Core.Ledger;

namespace Executor.Silo.Reports;

/// <summary>Writes trades in one of the formats. The same records give the same bytes.</summary>
internal static class TradeReport
{
    /// <param name="format">How.</param>
    /// <param name="month">The month that was asked for; null: all.</param>
    /// <param name="records">Trades, in the order in which they are to stand.</param>
    /// <param name="output">Takes the text; lines end with a line feed.</param>
    public static void Write(ReportFormat format, LedgerMonth? month, IReadOnlyCollection<TradeRecord> records, TextWriter output)
    {
        switch (format)
        {
            case ReportFormat.Jsonl:
                Lines(record => JsonSerializer.Serialize(record, LedgerJson.Default.TradeRecord));
                break;
            case ReportFormat.Original:
                Lines(OriginalReport.Line);
                break;
            case ReportFormat.Public:
                Lines(OriginalReport.PublicLine);
                break;
            case ReportFormat.Csv:
                CsvReport.Write(records, output);
                break;
            case ReportFormat.Markdown:
                MarkdownReport.Write(month, records, output);
                break;
        }

        void Lines(Func<TradeRecord, string> line)
        {
            foreach (var record in records)
            {
                output.Write(line(record));
                output.Write('\n');
            }
        }
    }
}
