namespace Executor.Storage.Sqlite;

/// <summary>
/// The file cannot be opened, read or written. After a write the outcome is unknown, as the message says: read again before deciding anything.
/// </summary>
public sealed class SqliteFileException : Exception
{
    /// <summary>Says what could not be done with the file, and why.</summary>
    public SqliteFileException(string path, string problem, Exception? inner = null)
        : base($"SQLite file '{path}': {problem}", inner) => Path = path;

    /// <summary>Full path of the file.</summary>
    public string Path { get; }
}
