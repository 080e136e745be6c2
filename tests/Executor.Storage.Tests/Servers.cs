using Executor.Storage.Tests;
using Executor.TestServers;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Executor.Storage.Tests;

/// <summary>The servers of this test run, each started when the first test asks for it.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly Lazy<Task<RedisServer>> _redis = new(() => RedisServer.StartAsync());
    private readonly Lazy<Task<AzuriteServer>> _azurite = new(AzuriteServer.StartAsync);
    private int _names;

    internal Task<RedisServer> RedisAsync() => _redis.Value;

    internal Task<AzuriteServer> AzuriteAsync() => _azurite.Value;

    /// <summary>A name that no other test of this run uses: of a table, a container or a service.</summary>
    public string FreshName() => $"test{Interlocked.Increment(ref _names)}";

    /// <summary>A database of the Redis server that no other test of this run uses.</summary>
    public int FreshDatabase() => Interlocked.Increment(ref _names);

    public async ValueTask DisposeAsync()
    {
        if (_redis.IsValueCreated)
            await (await _redis.Value).DisposeAsync();
        if (_azurite.IsValueCreated)
            await (await _azurite.Value).DisposeAsync();
    }
}
