using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Orleans.Storage;

namespace Executor.Storage.Tests.Redis;

/// <summary>The official provider as this service registers it.</summary>
public sealed class RedisGrainStorageTests(Servers servers) : GrainStorageConformance
{
    private readonly RedisStore _store = new(servers);

    protected override Task<IGrainStorage> OpenAsync(StateSchemas schemas) => _store.OpenAsync(schemas);

    protected override ValueTask CloseAsync() => _store.DisposeAsync();
}
