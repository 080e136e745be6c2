using Orleans.Storage;

namespace Executor.Grains.Tests.Cluster;

/// <summary>Passes on to another storage, and fails when told to.</summary>
internal sealed class FaultyStorage(IGrainStorage inner, StorageFaults faults) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (faults.BeforeRead is { } before)
            await before(typeof(T));
        await inner.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (faults.BeforeWrite is { } before)
            await before(grainState.State!);
        await inner.WriteStateAsync(stateName, grainId, grainState);
        if (faults.AfterWrite is { } after)
            await after(grainState.State!);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
}

/// <summary>Where a test hooks into reads and writes; what a hook throws is what the storage throws.</summary>
internal sealed class StorageFaults
{
    public Func<Type, Task>? BeforeRead { get; set; }

    public Func<object, Task>? BeforeWrite { get; set; }

    public Func<object, Task>? AfterWrite { get; set; }
}
