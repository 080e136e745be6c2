using Microsoft.Data.Sqlite;

namespace Executor.Grains.Tests.Storage;

/// <summary>A row of the storage, read and damaged behind its back.</summary>
internal static class StoredRow
{
    /// <summary>The document of the only row of <paramref name="grainType"/>, or of the one with <paramref name="key"/>.</summary>
    public static string Read(string file, string grainType, string? key = null)
    {
        using var connection = Open(file);
        using var command = Command(connection, "SELECT document FROM grain_state", grainType, key);
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>Puts <paramref name="document"/> in its place.</summary>
    public static void Overwrite(string file, string grainType, string document, string? key = null)
    {
        using var connection = Open(file);
        using var command = Command(connection, "UPDATE grain_state SET document = $document", grainType, key);
        command.Parameters.AddWithValue("$document", document);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static SqliteCommand Command(SqliteConnection connection, string what, string grainType, string? key)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"{what} WHERE grain_type = $type AND ($key IS NULL OR CAST(grain_key AS TEXT) = $key)";
        command.Parameters.AddWithValue("$type", grainType);
        command.Parameters.AddWithValue("$key", (object?)key ?? DBNull.Value);
        return command;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
