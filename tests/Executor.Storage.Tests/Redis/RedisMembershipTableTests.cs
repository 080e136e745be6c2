using Executor.Storage.Tests.Conformance;

namespace Executor.Storage.Tests.Redis;

/// <summary>The official list of silos as this service registers it.</summary>
public sealed class RedisMembershipTableTests(Servers servers) : MembershipTableConformance
{
    private readonly RedisStore _store = new(servers);

    protected override Task<IMembershipTable> OpenAsync() => _store.OpenMembershipAsync();

    protected override ValueTask CloseAsync() => _store.DisposeAsync();
}
