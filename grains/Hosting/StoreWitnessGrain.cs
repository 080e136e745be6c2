using Executor.GrainInterfaces;

namespace Executor.Grains.Hosting;

/// <summary>Speaks for the silo that it is on. Needs no store itself: it is asked by a silo that has lost it.</summary>
[GrainType("store-witness")]
internal sealed class StoreWitnessGrain(StoreHealth store) : Grain, IStoreWitnessGrain
{
    public Task<StoreTestimony> TestifyAsync() => Task.FromResult(new StoreTestimony(GrainContext.Address.SiloAddress!, store.WellFor));
}
