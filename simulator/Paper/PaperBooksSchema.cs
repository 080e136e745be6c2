using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Paper;

/// <summary>The tables of the books. Amounts are text with all their digits, enum members are written by name.</summary>
internal static class PaperBooksSchema
{
    private const long Version = 4;

    private const string TablesOfVersion1 = """
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
        """;

    /// <summary>What version 3 added: margin accounts, lists with pending legs, markets that do not trade.</summary>
    private const string AddedByVersion3 = """
        ALTER TABLE symbols ADD COLUMN status TEXT NOT NULL DEFAULT 'Trading';
        ALTER TABLE orders ADD COLUMN account TEXT NOT NULL DEFAULT 'Spot';
        ALTER TABLE orders ADD COLUMN account_symbol TEXT NOT NULL DEFAULT '';
        ALTER TABLE orders ADD COLUMN side_effect TEXT NOT NULL DEFAULT 'None';
        ALTER TABLE orders ADD COLUMN auto_repay_at_cancel INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE orders ADD COLUMN loan TEXT NOT NULL DEFAULT '0';
        ALTER TABLE lists ADD COLUMN account TEXT NOT NULL DEFAULT 'Spot';
        ALTER TABLE lists ADD COLUMN account_symbol TEXT NOT NULL DEFAULT '';
        ALTER TABLE lists ADD COLUMN working_order_id INTEGER;
        ALTER TABLE lists ADD COLUMN is_paid_by_working INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE lists ADD COLUMN collected TEXT NOT NULL DEFAULT '0';
        ALTER TABLE balances RENAME TO spot_balances;
        CREATE TABLE balances (
            account TEXT NOT NULL, account_symbol TEXT NOT NULL, asset TEXT NOT NULL, free TEXT NOT NULL, locked TEXT NOT NULL,
            borrowed TEXT NOT NULL, interest TEXT NOT NULL, PRIMARY KEY (account, account_symbol, asset)) WITHOUT ROWID;
        INSERT INTO balances SELECT 'Spot', '', asset, free, locked, '0', '0' FROM spot_balances;
        DROP TABLE spot_balances;
        CREATE TABLE accounts (
            account TEXT NOT NULL, account_symbol TEXT NOT NULL, interest_due_at TEXT, PRIMARY KEY (account, account_symbol)) WITHOUT ROWID;
        CREATE TABLE loans (
            transaction_id INTEGER PRIMARY KEY, account TEXT NOT NULL, account_symbol TEXT NOT NULL, kind TEXT NOT NULL, asset TEXT NOT NULL,
            amount TEXT NOT NULL, principal TEXT NOT NULL, interest TEXT NOT NULL, status TEXT NOT NULL, is_automatic INTEGER NOT NULL,
            at TEXT NOT NULL);
        """;

    /// <summary>What version 4 added: all that the wire shows of an order.</summary>
    private const string AddedByVersion4 = """
        ALTER TABLE symbols ADD COLUMN next_execution_id INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE orders ADD COLUMN created_at TEXT;
        ALTER TABLE orders ADD COLUMN working_at TEXT;
        ALTER TABLE orders ADD COLUMN cancel_id TEXT;
        ALTER TABLE orders ADD COLUMN extras TEXT;
        ALTER TABLE orders ADD COLUMN trailing_extreme TEXT;
        ALTER TABLE orders ADD COLUMN trailing_since TEXT;
        ALTER TABLE orders ADD COLUMN lock_price TEXT;
        ALTER TABLE lists ADD COLUMN changed_at TEXT;
        CREATE TABLE interest_charges (
            number INTEGER PRIMARY KEY, account TEXT NOT NULL, account_symbol TEXT NOT NULL, asset TEXT NOT NULL, principal TEXT NOT NULL,
            amount TEXT NOT NULL, rate TEXT NOT NULL, is_on_borrow INTEGER NOT NULL, at TEXT NOT NULL);
        PRAGMA user_version = 4;
        """;

    /// <summary>Creates the tables in an empty file, adds what an earlier version lacks, and leaves those of this version alone.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version is < 0 or > Version)
        {
            throw new InvalidDataException(
                $"{connection.DataSource} holds books of version {version}; this program reads version {Version}.");
        }
        if (version == Version)
            return;
        ReadOnlySpan<string> steps = [TablesOfVersion1, AddedByVersion2, AddedByVersion3, AddedByVersion4];
        foreach (var step in steps[(int)version..])
        {
#pragma warning disable CA2100 // the steps are literals of this class
            command.CommandText = step;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
