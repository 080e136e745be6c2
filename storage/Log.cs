using Microsoft.Extensions.Logging;

namespace Executor.Storage;

/// <summary>All log messages of this project: event ids 5000 to 5999, one hundred a feature.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Opened SQLite file {Path}")]
    public static partial void FileOpened(this ILogger logger, string path);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "SQLite file {Path}, {Count} operations failed: {Problem}")]
    public static partial void OperationsFailed(this ILogger logger, Exception exception, string path, int count, string problem);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "SQLite file {Path}: rolling back failed; the file will be opened again")]
    public static partial void RollbackFailed(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "SQLite file {Path}: closing failed")]
    public static partial void ClosingFailed(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = 5101, Level = LogLevel.Warning, Message = "Blob {Blob} of a large state that was replaced could not be removed; it is of no use any more")]
    public static partial void OverflowLeftBehind(this ILogger logger, Exception exception, string blob);

    [LoggerMessage(EventId = 5201, Level = LogLevel.Warning, Message = "{Store}: {Doubt}")]
    public static partial void RedisInDoubt(this ILogger logger, string store, string doubt);
}
