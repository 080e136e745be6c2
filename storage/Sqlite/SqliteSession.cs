using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Executor.Storage.Sqlite;

/// <summary>One open connection with its prepared statements. Not thread safe: it belongs to the thread of <see cref="SqliteFile"/>.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, creating it if need be, and makes sure of its layout and of its durability.</summary>
    public static SqliteSession Open(SqliteFileOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!); // validated: a full path
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            DefaultTimeout = (int)options.BusyTimeout.TotalSeconds,
            ForeignKeys = true,
            Pooling = false,
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            session.Execute($"PRAGMA busy_timeout = {options.BusyTimeout.TotalMilliseconds:F0}; PRAGMA trusted_schema = OFF;");
            if (options.Layout.Check(session, options.Path))
                session.DemandIntegrity(options.Path);
            session.DemandDurability(options.Path);
            options.Layout.Create(session, options.Path);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The statement with <paramref name="values"/> as <c>$1</c>, <c>$2</c> and so on; prepared at its first use.</summary>
    public SqliteCommand Statement(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = _connection.CreateCommand();
            statement.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
                statement.Parameters.Add(new SqliteParameter($"${i}", value: null));
            _statements.Add(sql, statement);
        }
        for (var i = 0; i < values.Length; i++)
            statement.Parameters[i].Value = values[i] ?? DBNull.Value;
        return statement;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Number(string sql) => Convert.ToInt64(Statement(sql).ExecuteScalar(), CultureInfo.InvariantCulture);

    public string? Text(string sql) => Convert.ToString(Statement(sql).ExecuteScalar(), CultureInfo.InvariantCulture);

    /// <param name="writes">Takes the write lock at once: a transaction that read first could not wait for it later.</param>
    public void Begin(bool writes) => Statement(writes ? "BEGIN IMMEDIATE" : "BEGIN").ExecuteNonQuery();

    public void Commit() => Statement("COMMIT").ExecuteNonQuery();

    /// <summary>Ends the transaction, if SQLite has not done so itself.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
            Statement("ROLLBACK").ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    /// <summary>A damaged index would not fail: it would say that a row is not there, and a position would start from nothing.</summary>
    private void DemandIntegrity(string path)
    {
        var finding = Text("PRAGMA integrity_check(1)");
        if (finding != "ok")
        {
            throw new SqliteFileException(
                path, $"it is damaged ({finding}). Nothing was changed; restore it from a backup, or salvage what can be read as docs/operations.md says.");
        }
    }

    private void DemandDurability(string path)
    {
        var journal = Text("PRAGMA journal_mode = WAL");
        if (journal != "wal")
        {
            throw new SqliteFileException(
                path, $"its journal mode is '{journal}' instead of 'wal'. Put it on a local disk: network folders cannot do this.");
        }

        // An acknowledged write survives a power cut.
        Execute("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;");
        if (Number("PRAGMA synchronous") != 2)
            throw new SqliteFileException(path, "it cannot be made to flush each commit to the disk (synchronous = FULL).");
    }
}
