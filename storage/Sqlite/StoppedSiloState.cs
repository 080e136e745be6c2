using Executor.Storage.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace Executor.Storage.Sqlite;

/// <summary>
/// The grain state in a SQLite file that no silo has open: for tools that read or replace rows between two runs. Whoever uses it has to hold
/// the claim on the file's folder. A row is replaced only in the version that was read.
/// </summary>
public sealed class StoppedSiloState : IAsyncDisposable
{
    private readonly SqliteFile _file;
    private readonly StateSchemas _schemas;
    private readonly string _serviceId;

    /// <summary>Nothing is opened before the first call.</summary>
    /// <param name="path">The file; created when there is none.</param>
    /// <param name="serviceId">Name of the service whose rows are meant.</param>
    /// <param name="schemas">Forms of the stored types.</param>
    public StoppedSiloState(string path, string serviceId, StateSchemas schemas)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _file = new SqliteFile(new SqliteFileOptions { Path = Path.GetFullPath(path) }, NullLogger<SqliteFile>.Instance);
        (_serviceId, _schemas) = (serviceId, schemas);
    }

    /// <summary>The row; its state is null where there is none.</summary>
    /// <exception cref="StateRowException">The row cannot be read.</exception>
    public async Task<StoredRow<T>> ReadAsync<T>(GrainId grain, string stateName, CancellationToken cancellationToken)
        where T : class
    {
        var key = new GrainStateKey(_serviceId, grain, stateName);
        var row = await _file.ReadAsync(session => GrainStateTable.Read(session, key), cancellationToken);
        try
        {
            return new StoredRow<T>(grain, stateName, row?.Document is { } document ? _schemas.Of<T>().Read(document) : null, row?.ETag);
        }
        catch (StateFormatException exception)
        {
            throw new StateRowException(_file.FilePath, grain, stateName, exception);
        }
    }

    /// <summary>Replaces both rows or neither; on disk when the task ends.</summary>
    /// <exception cref="InvalidOperationException">A row has changed since it was read; nothing is written.</exception>
    public Task WriteAsync<TFirst, TSecond>(StoredRow<TFirst> first, StoredRow<TSecond> second, CancellationToken cancellationToken)
        where TFirst : class
        where TSecond : class
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var documents = (First: _schemas.Of<TFirst>().Write(first.State), Second: _schemas.Of<TSecond>().Write(second.State));
        return _file.WriteAsync(
            session =>
            {
                Write(session, new GrainStateKey(_serviceId, first.Grain, first.StateName), first.ETag, documents.First);
                Write(session, new GrainStateKey(_serviceId, second.Grain, second.StateName), second.ETag, documents.Second);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static void Write(SqliteSession session, GrainStateKey key, string? expected, string document)
    {
        if (GrainStateTable.Write(session, key, expected, document) is { Done: false } change)
            throw new InvalidOperationException($"{key.Grain} is now in version {change.ETag ?? "none"}, it was read in {expected ?? "none"}; nothing was written.");
    }
}
