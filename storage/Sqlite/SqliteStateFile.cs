using System.Collections.Immutable;
using Executor.Storage.State;
using Microsoft.Data.Sqlite;

namespace Executor.Storage.Sqlite;

/// <summary>Reads grain state out of a file without a silo. Changes nothing.</summary>
public static class SqliteStateFile
{
    private const string Sql = """
        SELECT CAST(grain_key AS TEXT), document FROM grain_state
        WHERE CASE WHEN json_valid(document) THEN json_extract(document, '$.kind') END = $1
        ORDER BY grain_key, state_name
        """;

    /// <summary>All states of the schema's kind with the keys of their grains, by key and then by name of the state.</summary>
    /// <param name="path">The file; it has to exist.</param>
    /// <param name="schema">The stored form.</param>
    /// <exception cref="SqliteFileException">The file cannot be read, or a state in it does not fit the schema.</exception>
    public static ImmutableArray<(string GrainKey, T State)> ReadAll<T>(string path, StateSchema<T> schema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(schema);
        var states = ImmutableArray.CreateBuilder<(string, T)>();
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.Parameters.AddWithValue("$1", schema.Kind);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                states.Add((reader.GetString(0), schema.Read(reader.GetFieldValue<byte[]>(1))));
        }
        catch (Exception exception) when (exception is SqliteException or StateFormatException)
        {
            throw new SqliteFileException(path, $"it cannot be read: {exception.Message}", exception);
        }

        return states.DrainToImmutable();
    }
}
