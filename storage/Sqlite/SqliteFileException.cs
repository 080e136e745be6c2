namespace Executor.Storage.Sqlite;

/// <summary>
/// The file cannot be opened, read or written. The message says whether a write may have reached the disk all the same; read again before
/// deciding anything.
/// </summary>
[GenerateSerializer, Alias("Executor.Storage.SqliteFileException")]
public sealed class SqliteFileException : Exception
{
    /// <summary>Says what could not be done with the file, and why.</summary>
    public SqliteFileException(string path, string problem, Exception? inner = null)
        : base($"SQLite file '{path}': {problem}", inner) => Path = path;

    /// <summary>Full path of the file.</summary>
    [Id(0)]
    public string Path { get; }
}
