using Executor.Core.Positions;
using Orleans.Storage;

namespace Executor.CrashHost;

/// <summary>Passes on to the storage; the process may die before or after a position is saved.</summary>
internal sealed class KillingStorage(IGrainStorage inner, KillSwitch killer) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState is IGrainState<PositionState>)
            killer.Pass(KillPoint.BeforeSave);
        await inner.WriteStateAsync(stateName, grainId, grainState);
        if (grainState is IGrainState<PositionState>)
            killer.Pass(KillPoint.AfterSave);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
}
