using System.Text;
using Executor.Core.Ledger;
using Executor.Core.Settings;
using Executor.Silo.Hosting;
using Executor.Silo.Reports;

namespace Executor.Silo.Http;

/// <summary><c>GET /reports</c>: closed trades in one of the formats.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes) => routes.MapGet("/reports", GetAsync);

    private static async Task<IResult> GetAsync(
        string? format, string? symbol, string? month, Roster roster, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!ReportFormats.TryParse(format ?? "jsonl", out var chosen))
            return Problems.BadRequest($"The format '{format}' is not one of {ReportFormats.Words}.");
        LedgerMonth? asked = null;
        if (month is not null)
        {
            if (!LedgerMonth.TryParse(month, out var one))
                return Problems.BadRequest($"The month '{month}' must be like 2025-01.");
            asked = one;
        }

        var name = symbol?.ToUpperInvariant();
        if (name is not null && !SymbolName.TrySplit(name, out _))
            return Problems.BadRequest($"The symbol '{symbol}' is none.");
        try
        {
            var symbols = name is null ? roster.Now.Symbols : [name];
            var records = await LedgerReader.ReadAsync(grains, symbols, asked, cancellationToken);
            using var text = new StringWriter();
            TradeReport.Write(chosen, asked, records, text);
            return Results.Text(text.ToString(), chosen.MediaType(), Encoding.UTF8);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Problems.NoReport(exception);
        }
    }
}
