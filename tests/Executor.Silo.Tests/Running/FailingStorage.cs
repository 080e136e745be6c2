using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Executor.Silo.Tests.Running;

/// <summary>Grain storage whose next writes of one kind of grain fail on demand.</summary>
internal sealed class FailingStorage(string grainType)
{
    private int _failures;
    private int _failed;

    /// <summary>How many writes have failed.</summary>
    public int Failed => _failed;

    public void FailNext(int writes) => _failures = writes;

    /// <summary>Puts itself before the storage that the product registered.</summary>
    public void Decorate(WebApplicationBuilder builder)
    {
        var real = builder.Services.Single(service => service.IsKeyedService && service.ServiceType == typeof(IGrainStorage));
        builder.Services.Remove(real);
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            real.ServiceKey, (services, key) => new Storage(this, (IGrainStorage)real.KeyedImplementationFactory!(services, key)));
    }

    private bool ShouldFail(GrainId grain)
    {
        if (grain.Type.ToString() != grainType || Interlocked.Decrement(ref _failures) < 0)
            return false;
        Interlocked.Increment(ref _failed);
        return true;
    }

    private sealed class Storage(FailingStorage owner, IGrainStorage real) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer) => ((ILifecycleParticipant<ISiloLifecycle>)real).Participate(observer);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            real.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => owner.ShouldFail(grainId)
            ? Task.FromException(new IOException("The disk is full, says the test."))
            : real.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            real.ClearStateAsync(stateName, grainId, grainState);
    }
}
