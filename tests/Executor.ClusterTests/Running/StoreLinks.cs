using System.Globalization;
using Executor.Soak.Running;
using Executor.TestServers;

namespace Executor.ClusterTests.Running;

/// <summary>The network between a silo and all that it stores in: Redis, and on profile Azure the tables and blobs.</summary>
internal sealed class StoreLinks(Machine machine, RedisServer redis, AzuriteServer? azurite) : IAsyncDisposable
{
    private readonly (TcpLink Blobs, TcpLink Tables)? _azure = azurite is null ? null : (new TcpLink(machine, azurite.BlobPort), new TcpLink(machine, azurite.TablePort));

    /// <summary>The link to Redis, which has the list of silos on every profile.</summary>
    public TcpLink Redis { get; } = new(machine, redis.Port);

    /// <summary>What a silo is told in order to store by way of these links.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings()
    {
        yield return new("EXECUTOR_STORAGE", _azure is null ? "Redis" : "Azure");
        yield return new("EXECUTOR_REDIS", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Redis.Port}"));
        if (_azure is var (blobs, tables))
            yield return new("EXECUTOR_AZURE_CONNECTION", AzuriteServer.At(blobs.Port, tables.Port));
    }

    /// <summary>Nothing reaches a store any more, silently.</summary>
    public void Cut() => Each(link => link.Cut());

    public void Mend() => Each(link => link.Mend());

    public async ValueTask DisposeAsync()
    {
        foreach (var link in All())
            await link.DisposeAsync();
    }

    private void Each(Action<TcpLink> act)
    {
        foreach (var link in All())
            act(link);
    }

    private TcpLink[] All() => _azure is var (blobs, tables) ? [Redis, blobs, tables] : [Redis];
}
