using Executor.Storage.State;
using Executor.Storage.Stores;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Executor.Storage.Redis;

/// <summary>
/// Grain state in Redis by the official provider, which compares and swaps; what a document means, and that one which cannot be read is
/// never written over, is added here: the provider would remember the version of a row that it could not read.
/// </summary>
internal sealed class RedisGrainStorage(string name, string server, IGrainStorage documents, StateSchemas schemas, IActivatorProvider activators) : IGrainStorage
{
    private readonly string _store = $"grain storage '{name}' (Redis {server})";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(stateName, grainId, cancellationToken);
        if (!stored.RecordExists || stored.State is not { } document)
        {
            SetAbsent(grainState, stored.ETag);
            return;
        }

        try
        {
            grainState.State = schemas.Of<T>().Read(document.Content.ToMemory());
        }
        catch (StateFormatException exception)
        {
            grainState.ETag = null; // whatever was known before, this row was not read: it must not be written over
            throw new StateRowException(_store, grainId, stateName, exception);
        }
        (grainState.ETag, grainState.RecordExists) = (stored.ETag, true);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var document = new StoredDocument { Content = BinaryData.FromString(schemas.Of<T>().Write(grainState.State)) };
        var next = new GrainState<StoredDocument>(document, grainState.ETag);
        await SwapAsync("written", () => documents.WriteStateAsync(stateName, grainId, next), stateName, grainId, grainState.ETag, cancellationToken);
        (grainState.ETag, grainState.RecordExists) = (next.ETag, true);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (grainState.ETag is null)
        {
            var stored = await FindAsync(stateName, grainId, cancellationToken);
            if (stored.ETag is not null)
                throw StateConflict.Of("cleared", _store, grainId, stateName, expected: null, stored.ETag);
            SetAbsent(grainState, null); // nothing is there, and nothing is to do
            return;
        }

        var next = new GrainState<StoredDocument>(new StoredDocument(), grainState.ETag);
        await SwapAsync("cleared", () => documents.ClearStateAsync(stateName, grainId, next), stateName, grainId, grainState.ETag, cancellationToken);
        SetAbsent(grainState, next.ETag);
    }

    private async Task<GrainState<StoredDocument>> FindAsync(string stateName, GrainId grainId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var stored = new GrainState<StoredDocument>(new StoredDocument());
        try
        {
            await documents.ReadStateAsync(stateName, grainId, stored);
            return stored;
        }
        catch (OrleansException exception)
        {
            throw new StoreException(_store, $"reading failed. Cause: {exception.Message}", exception);
        }
    }

    private async Task SwapAsync(
        string action, Func<Task> swap, string stateName, GrainId grainId, string? expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // what has begun is seen through, so that its outcome is known
        try
        {
            await swap();
        }
        catch (InconsistentStateException)
        {
            var stored = await FindAsync(stateName, grainId, CancellationToken.None);
            throw StateConflict.Of(action, _store, grainId, stateName, expected, stored.ETag);
        }
        catch (OrleansException exception)
        {
            throw new StoreException(_store, $"whether it was {action} is unknown until it is read again. Cause: {exception.Message}", exception);
        }
    }

    private void SetAbsent<T>(IGrainState<T> grainState, string? etag)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = etag; // of a cleared state: the next write must know that it was cleared
        grainState.RecordExists = false;
    }
}
