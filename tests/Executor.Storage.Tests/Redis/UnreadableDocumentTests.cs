using Orleans.Storage;
using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;

namespace Executor.Storage.Tests.Redis;

/// <summary>W54: a row that cannot be read is refused and left as it is, in Redis as anywhere.</summary>
public sealed class UnreadableDocumentTests(Servers servers) : IAsyncDisposable
{
    private const string Key = "executor/state/position/BTCUSDC/state";
    private static readonly GrainId Grain = GrainId.Create("position", "BTCUSDC");
    private static readonly StateSchemas Schemas = new([new StateSchema<SampleState>("sample", 1, SampleJson.Default.SampleState)]);

    private readonly RedisStore _store = new(servers);

    [Fact]
    public async Task Row_AsAnOperatorSeesIt_HasVersionAndDocumentUnderTheOfficialKey()
    {
        var storage = await _store.OpenAsync(Schemas);
        var state = new GrainState<SampleState>(new SampleState());
        await storage.WriteStateAsync("state", Grain, state);

        var row = (await (await _store.DatabaseAsync()).HashGetAllAsync(Key)).ToDictionary(entry => entry.Name.ToString(), entry => entry.Value.ToString());

        Assert.Equal(["data", "etag"], row.Keys.Order());
        Assert.Equal(state.ETag, row["etag"]);
        Assert.StartsWith("""{"schema":1,"kind":"sample","state":{""", row["data"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"schema":1,"kind":"other","state":{}}""")]
    [InlineData("""{"schema":1,"kind":"sample","state":{}}""")]
    public async Task W54_DocumentDamagedAfterItWasRead_IsRefusedAndNotOverwritten(string damage)
    {
        var storage = await _store.OpenAsync(Schemas);
        var state = new GrainState<SampleState>(new SampleState());
        await storage.WriteStateAsync("state", Grain, state);
        var database = await _store.DatabaseAsync();
        await database.HashSetAsync(Key, "data", damage);

        var refused = await Assert.ThrowsAsync<StateRowException>(() => storage.ReadStateAsync("state", Grain, state));

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Grain, state));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", Grain, state));
        Assert.Equal(damage, await database.HashGetAsync(Key, "data"));
        Assert.StartsWith(
            "State 'state' of grain type 'position', key 'BTCUSDC', in grain storage 'positions' (Redis 127.0.0.1:", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
