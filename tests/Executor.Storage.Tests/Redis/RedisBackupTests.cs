using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Executor.TestServers;
using Orleans.Storage;

namespace Executor.Storage.Tests.Redis;

/// <summary>The runbook's backup of Redis (docs/operations.md), step by step.</summary>
public sealed class RedisBackupTests : IAsyncDisposable
{
    private const string AppendOnlyFolder = "appendonlydir";
    private static readonly GrainId Kept = GrainId.Create("position", "BTCUSDC"), Later = GrainId.Create("position", "ETHUSDC");
    private static readonly StateSchemas Schemas = new([new StateSchema<SampleState>("sample", 1, SampleJson.Default.SampleState)]);

    private readonly Servers _servers = new();
    private readonly DirectoryInfo _backup = Directory.CreateTempSubdirectory("executor-backup-");

    [Fact]
    public async Task CopyTakenWhileItRuns_RestoresWhatWasStoredThen_AndIsWrittenOn()
    {
        var server = await _servers.RedisAsync();
        await using var store = new RedisStore(_servers);
        var storage = await store.OpenAsync(Schemas);
        var state = new GrainState<SampleState>(new SampleState { Price = 61_000.10m });
        await storage.WriteStateAsync("state", Kept, state);

        await CopyAsync(store, server);
        var etag = state.ETag;
        state.State = new SampleState { Price = 1m };
        await storage.WriteStateAsync("state", Kept, state);
        await storage.WriteStateAsync("state", Later, new GrainState<SampleState>(new SampleState()));
        await (await store.DatabaseAsync()).ExecuteAsync("FLUSHALL");
        await RestoreAsync(server);

        await using var after = new RedisStore(_servers, store.Database);
        storage = await after.OpenAsync(Schemas);
        var (read, absent) = (new GrainState<SampleState>(new SampleState()), new GrainState<SampleState>(new SampleState()));
        await storage.ReadStateAsync("state", Kept, read);
        await storage.ReadStateAsync("state", Later, absent);
        Assert.Equal((61_000.10m, etag), (read.State!.Price, read.ETag));
        Assert.False(absent.RecordExists);
        await storage.WriteStateAsync("state", Kept, read); // under its version
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Kept, state)); // what was written after the copy is of another history
    }

    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        _backup.Delete(recursive: true);
    }

    private async Task CopyAsync(RedisStore store, RedisServer server)
    {
        var database = await store.DatabaseAsync();
        await database.ExecuteAsync("CONFIG", "SET", "auto-aof-rewrite-percentage", "0");
        Assert.Contains("aof_rewrite_in_progress:0", (await database.ExecuteAsync("INFO", "persistence")).ToString(), StringComparison.Ordinal);
        foreach (var file in new DirectoryInfo(Path.Combine(server.Folder, AppendOnlyFolder)).GetFiles())
            file.CopyTo(Path.Combine(_backup.FullName, file.Name));
        await database.ExecuteAsync("CONFIG", "SET", "auto-aof-rewrite-percentage", "100");
    }

    private async Task RestoreAsync(RedisServer server)
    {
        await server.StopAsync();
        var own = Path.Combine(server.Folder, AppendOnlyFolder);
        Directory.Delete(own, recursive: true);
        Directory.CreateDirectory(own);
        foreach (var file in _backup.GetFiles())
            file.CopyTo(Path.Combine(own, file.Name));
        await server.StartAgainAsync();
    }
}
