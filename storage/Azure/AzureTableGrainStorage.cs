using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Executor.Storage.State;
using Executor.Storage.Stores;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Executor.Storage.Azure;

/// <summary>
/// Grain state in an Azure table, in the rows of the official provider. A row is replaced only by a writer that has seen its present
/// version, the table's ETag.
/// </summary>
internal sealed class AzureTableGrainStorage(
    string name, AzureTableStorageOptions options, OverflowBlobs overflows, IActivatorProvider activators, IOptions<ClusterOptions> cluster)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly string _store = $"grain storage '{name}' (table {options.TableName} of {options.TableServiceClient!.AccountName})"; // demanded by the validator
    private readonly TableClient _table = options.TableServiceClient.GetTableClient(options.TableName);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = Key(stateName, grainId);
        var entity = await AskAsync(() => FindAsync(key, cancellationToken), "reading failed", cancellationToken);
        try
        {
            while (entity is not null && Overflow.In(entity) is { } overflow)
            {
                var document = await AskAsync(() => overflows.ReadAsync(overflow, cancellationToken), "reading failed", cancellationToken);
                if (document is not null)
                {
                    Take(grainState, overflow, document);
                    overflows.Seen(key, overflow);
                    (grainState.ETag, grainState.RecordExists) = (entity.ETag.ToString(), true);
                    return;
                }

                var later = await AskAsync(() => FindAsync(key, cancellationToken), "reading failed", cancellationToken);
                if (later?.ETag == entity.ETag)
                    throw new StateFormatException($"Its blob {overflow.Blob} is missing.", "Restore the blob, or row and blob of one moment, from a backup.");
                entity = later;
            }

            overflows.Seen(key, null);
            if (entity is null || StateEntity.DocumentOf(entity) is not { } found)
            {
                SetAbsent(grainState, entity?.ETag.ToString());
                return;
            }
            grainState.State = options.GrainStorageSerializer.Deserialize<T>(found);
            (grainState.ETag, grainState.RecordExists) = (entity.ETag.ToString(), true);
        }
        catch (StateFormatException exception)
        {
            grainState.ETag = null; // whatever was known before, this row was not read: it must not be written over
            throw new StateRowException(_store, grainId, stateName, exception);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var document = options.GrainStorageSerializer.Serialize(grainState.State); // before the first wait: the state of this moment
        var expected = grainState.ETag;
        var key = Key(stateName, grainId);
        cancellationToken.ThrowIfCancellationRequested();
        Overflow? overflow = null;
        if (StateEntity.Of(key, document, options.UseStringFormat) is not { } entity)
        {
            overflow = await AskAsync(() => overflows.WriteAsync(key, expected, document, cancellationToken), "writing failed", cancellationToken);
            entity = overflow.Of(key);
        }
        grainState.ETag = await SwapAsync("written", key, grainId, stateName, expected, entity, cancellationToken);
        grainState.RecordExists = true;
        await overflows.ReplacedAsync(key, overflow);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var expected = grainState.ETag;
        var key = Key(stateName, grainId);
        if (expected is null)
        {
            if (await AskAsync(() => FindAsync(key, cancellationToken), "reading failed", cancellationToken) is { } stored)
                throw StateConflict.Of("cleared", _store, grainId, stateName, expected, stored.ETag.ToString());
            SetAbsent(grainState, null); // nothing is there, and nothing is to do
            return;
        }

        var next = await SwapAsync(
            "cleared", key, grainId, stateName, expected, options.DeleteStateOnClear ? null : StateEntity.Empty(key), cancellationToken);
        SetAbsent(grainState, next);
        await overflows.ReplacedAsync(key, null);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<AzureTableGrainStorage>(options.InitStage, OpenAsync);

    /// <summary>Makes the table if it is not there.</summary>
    internal Task OpenAsync(CancellationToken cancellationToken) =>
        AskAsync(() => _table.CreateIfNotExistsAsync(cancellationToken), "the table cannot be opened", cancellationToken);

    private StateRowKey Key(string stateName, GrainId grainId) => StateRowKey.Of(cluster.Value.ServiceId, grainId, stateName);

    /// <summary>The row; null when there is none. A table that is not there is an error: a position must not begin from nothing.</summary>
    private async Task<TableEntity?> FindAsync(StateRowKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await _table.GetEntityAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return null;
        }
    }

    /// <summary>Puts <paramref name="entity"/> (null: nothing) in the place of the row of version <paramref name="expected"/> (null: there is none).</summary>
    /// <returns>The new version; null when there is no row any more.</returns>
    /// <exception cref="InconsistentStateException">The row has another version.</exception>
    private async Task<string?> SwapAsync(
        string action, StateRowKey key, GrainId grain, string stateName, string? expected, TableEntity? entity, CancellationToken cancellationToken)
    {
        if (expected is null || IsVersion(expected))
        {
            try
            {
                return await AskAsync(
                    () => SendAsync(key, expected, entity, cancellationToken), $"whether it was {action} is unknown until it is read again", cancellationToken);
            }
            catch (RequestFailedException exception) when (IsConflict(exception))
            {
                // Told below, with the version that is there.
            }
        }

        var stored = await AskAsync(() => FindAsync(key, cancellationToken), "reading failed", cancellationToken);
        throw StateConflict.Of(action, _store, grain, stateName, expected, stored?.ETag.ToString());
    }

    private async Task<string?> SendAsync(StateRowKey key, string? expected, TableEntity? entity, CancellationToken cancellationToken)
    {
        if (entity is null)
        {
            await _table.DeleteEntityAsync(key.Partition, key.Row, new ETag(expected!), cancellationToken); // what was never there is not deleted
            return null;
        }
        var response = expected is null
            ? await _table.AddEntityAsync(entity, cancellationToken)
            : await _table.UpdateEntityAsync(entity, new ETag(expected), TableUpdateMode.Replace, cancellationToken);
        return response.Headers.ETag!.Value.ToString(); // every answer to a write has one
    }

    /// <summary>A version as the service gives them; above all not <c>*</c>, which fits every row.</summary>
    private static bool IsVersion(string etag) => etag.StartsWith("W/\"", StringComparison.Ordinal) && etag.EndsWith('"');

    private static bool IsConflict(RequestFailedException exception) =>
        exception.ErrorCode == TableErrorCode.EntityAlreadyExists
        || exception.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied
        || exception.ErrorCode == TableErrorCode.ResourceNotFound;

    private async Task<TResult> AskAsync<TResult>(Func<Task<TResult>> ask, string problem, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (exception is not RequestFailedException failed || !IsConflict(failed))
        {
            if (cancellationToken.IsCancellationRequested)
                throw;
            throw new StoreException(_store, $"{problem}. Cause: {AzureProblems.Describe(exception)}", exception);
        }
    }

    private void Take<T>(IGrainState<T> grainState, Overflow overflow, BinaryData document)
    {
        if (!OverflowBlobs.IsWhole(overflow, document))
            throw new StateFormatException($"Its blob {overflow.Blob} is damaged.", "Restore the blob, or row and blob of one moment, from a backup.");
        grainState.State = options.GrainStorageSerializer.Deserialize<T>(document);
    }

    private void SetAbsent<T>(IGrainState<T> grainState, string? etag)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = etag; // of a cleared row: the next write must know that it was cleared
        grainState.RecordExists = false;
    }
}
