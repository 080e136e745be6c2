using Executor.Core.Ledger;
using Executor.GrainInterfaces;

namespace Executor.Silo.Reports;

/// <summary>Reads the ledgers of some symbols as one.</summary>
internal static class LedgerReader
{
    /// <summary>First time that counts for <paramref name="month"/>, and the first that does not any more.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) TimeOf(LedgerMonth? month) =>
        month is { } one ? (one.Start, one.Start.AddMonths(1)) : (DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1));

    /// <summary>Trades by the time of their close; those of one moment by symbol.</summary>
    public static List<TradeRecord> Ordered(IEnumerable<TradeRecord> records) =>
        [.. records.OrderBy(record => record.ClosedAt).ThenBy(record => record.Symbol, StringComparer.Ordinal)];

    /// <summary>Asks the grains.</summary>
    public static async Task<List<TradeRecord>> ReadAsync(IGrainFactory grains, IEnumerable<string> symbols, LedgerMonth? month, CancellationToken cancellationToken)
    {
        var (from, to) = TimeOf(month);
        var records = new List<TradeRecord>();
        foreach (var symbol in symbols)
        {
            for (int? page = 0; page is { } number;)
            {
                var read = await grains.GetGrain<ITradeLedgerGrain>(symbol).ReadAsync(from, to, number, cancellationToken).ConfigureAwait(false);
                records.AddRange(read.Records);
                page = read.Next;
            }
        }

        return Ordered(records);
    }
}
