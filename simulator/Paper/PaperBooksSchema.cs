using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Paper;

/// <summary>The tables of the books. Amounts are text with all their digits, enum members are written by name.</summary>
internal static class PaperBooksSchema
{
    private const long Version = 2;

    private const string Tables = """
        CREATE TABLE symbols (
            symbol TEXT PRIMARY KEY, rules TEXT NOT NULL, last_price TEXT NOT NULL, last_at TEXT NOT NULL,
            next_order_id INTEGER NOT NULL, next_trade_id INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE orders (
            symbol TEXT NOT NULL, order_id INTEGER NOT NULL, client_order_id TEXT NOT NULL, list_id INTEGER, side TEXT NOT NULL,
            type TEXT NOT NULL, time_in_force TEXT NOT NULL, price TEXT, stop_price TEXT, quantity TEXT NOT NULL, executed TEXT NOT NULL,
            quote_executed TEXT NOT NULL, status TEXT NOT NULL, is_working INTEGER NOT NULL, expiry_reason TEXT,
            amendments INTEGER NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (symbol, order_id)) WITHOUT ROWID;
        CREATE TABLE lists (id INTEGER PRIMARY KEY, symbol TEXT NOT NULL, client_order_id TEXT NOT NULL);
        CREATE TABLE trades (
            symbol TEXT NOT NULL, trade_id INTEGER NOT NULL, order_id INTEGER NOT NULL, price TEXT NOT NULL, quantity TEXT NOT NULL,
            commission TEXT NOT NULL, commission_asset TEXT NOT NULL, at TEXT NOT NULL, is_maker INTEGER NOT NULL,
            PRIMARY KEY (symbol, trade_id)) WITHOUT ROWID;
        CREATE TABLE balances (asset TEXT PRIMARY KEY, free TEXT NOT NULL, locked TEXT NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>What version 2 added: how far the feed has been walked.</summary>
    private const string AddedByVersion2 = """
        CREATE TABLE feed_marks (symbol TEXT PRIMARY KEY, row_at TEXT NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = 2;
        """;

    /// <summary>Creates the tables in an empty file, adds what version 1 lacks, and leaves those of this version alone.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version is not (0 or 1 or Version))
        {
            throw new InvalidDataException(
                $"{connection.DataSource} holds books of version {version}; this program reads version {Version}.");
        }
        if (version == Version)
            return;
        command.CommandText = version == 0 ? Tables + AddedByVersion2 : AddedByVersion2;
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
