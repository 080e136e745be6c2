using Executor.Storage.State;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Executor.Storage.Sqlite;

/// <summary>
/// Grain state in a SQLite file. A row is replaced only by a writer that has seen its present version: the ETag is the fence that keeps a
/// stale activation from acting.
/// </summary>
internal sealed class SqliteGrainStorage(
    string name, SqliteFile file, StateSchemas schemas, IActivatorProvider activators, IOptions<ClusterOptions> cluster)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly string _store = $"grain storage '{name}' ({file.FilePath})";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var schema = schemas.Of<T>();
        var key = Key(stateName, grainId);
        var row = await file.ReadAsync(session => GrainStateTable.Read(session, key), cancellationToken);
        if (row?.Document is not { } document)
        {
            SetAbsent(grainState, row?.ETag);
            return;
        }

        try
        {
            grainState.State = schema.Read(document);
        }
        catch (StateFormatException e)
        {
            grainState.ETag = null; // whatever was known before, this row was not read: it must not be written over
            throw new StateRowException(_store, grainId, stateName, e);
        }
        grainState.ETag = row.ETag;
        grainState.RecordExists = true;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var document = schemas.Of<T>().Write(grainState.State); // before the first wait: the state of this moment
        var expected = grainState.ETag;
        var key = Key(stateName, grainId);
        var change = await file.WriteAsync(session => GrainStateTable.Write(session, key, expected, document), cancellationToken);
        if (!change.Done)
            throw StateConflict.Of("written", _store, grainId, stateName, expected, change.ETag);
        grainState.ETag = change.ETag;
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var expected = grainState.ETag;
        var key = Key(stateName, grainId);
        var change = await file.WriteAsync(session => GrainStateTable.Clear(session, key, expected), cancellationToken);
        if (!change.Done)
            throw StateConflict.Of("cleared", _store, grainId, stateName, expected, change.ETag);
        SetAbsent(grainState, change.ETag);
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<SqliteGrainStorage>(ServiceLifecycleStage.ApplicationServices, file.OpenAsync);

    private GrainStateKey Key(string stateName, GrainId grainId) => new(cluster.Value.ServiceId, grainId, stateName);

    private void SetAbsent<T>(IGrainState<T> grainState, string? etag)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = etag; // of a cleared row: the next write must know that it was cleared
        grainState.RecordExists = false;
    }
}
