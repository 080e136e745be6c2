namespace Executor.Storage.Sqlite;

/// <summary>Settings of one SQLite file. The options' name is the file's full path.</summary>
public sealed class SqliteFileOptions
{
    /// <summary>Full path of the file; it and its folder are created if need be. Required.</summary>
    public string Path { get; set; } = "";

    /// <summary>How long to wait for another process that is writing. Whole seconds, 1 to 60. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many waiting operations one transaction takes at most, 1 to 10 000. Default 256.</summary>
    public int MaximumBatch { get; set; } = 256;

    /// <summary>What is in the file; grain state and reminders unless said otherwise.</summary>
    internal SqliteLayout Layout { get; set; } = GrainLayout.Layout;
}
