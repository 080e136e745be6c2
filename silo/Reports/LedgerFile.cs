using Executor.Core.Ledger;
using Executor.Grains.Ledger;
using Executor.Grains.Storage;
using Executor.Silo.Hosting;
using Executor.Storage.Sqlite;
using Executor.Storage.State;

namespace Executor.Silo.Reports;

/// <summary>The ledgers in the data folder of a silo that does not run.</summary>
internal static class LedgerFile
{
    /// <summary>Trades by the time of their close; null: a silo runs on this folder.</summary>
    /// <exception cref="InvalidDataException">There is no data folder.</exception>
    /// <exception cref="SqliteFileException">The file cannot be read.</exception>
    public static List<TradeRecord>? TryRead(string folder, string? symbol, LedgerMonth? month)
    {
        var file = Path.Combine(folder, "executor.db");
        if (!File.Exists(file))
            throw new InvalidDataException($"{file} is not there. Set EXECUTOR_DATA_DIR to the data folder of the silo.");
        if (Claim(folder) is not { } claim)
            return null;
        using (claim) // no silo starts while its file is read
        {
            var schema = new StateSchema<LedgerSheet>(StoredStates.LedgerSheetKind, StoredStates.LedgerSheetVersion, StoredStates.Default.LedgerSheet);
            var (from, to) = LedgerReader.TimeOf(month);
            return LedgerReader.Ordered(SqliteStateFile.ReadAll(file, schema)
                .Where(row => symbol is null || row.GrainKey == symbol)
                .SelectMany(row => row.State.Records)
                .Where(record => record.ClosedAt >= from && record.ClosedAt < to));
        }
    }

    private static DataDirectoryLock? Claim(string folder)
    {
        try
        {
            return DataDirectoryLock.Claim(folder);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
