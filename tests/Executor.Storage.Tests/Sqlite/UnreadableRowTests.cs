using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Orleans.Storage;

namespace Executor.Storage.Tests.Sqlite;

/// <summary>W54: the original takes a state file that it cannot read for "no position" and writes over it.</summary>
public sealed class UnreadableRowTests : IAsyncDisposable
{
    private static readonly GrainId Grain = GrainId.Create("position", "BTCUSDC");

    private readonly SqliteFolder _folder = new();

    public static TheoryData<string> Damages =>
    [
        "substr(document, 1, 40)",
        "''",
        "'{}'",
        "replace(document, '\"kind\":\"sample\"', '\"kind\":\"other\"')",
        "replace(document, '\"price\":1.5,', '')",
        "replace(document, '\"price\":1.5,', '\"price\":1.5,\"unknown\":1,')",
        "replace(document, '\"schema\":1', '\"schema\":2')",
        "CAST(x'7B2273FF' AS TEXT)",
    ];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task W54_UnreadableState_IsRefusedAndNeverOverwritten(string damage)
    {
        var storage = _folder.OpenStorage();
        await storage.WriteStateAsync("state", Grain, new GrainState<SampleState>(new SampleState()));
        await storage.WriteStateAsync("state", GrainId.Create("position", "ETHUSDC"), new GrainState<SampleState>(new SampleState()));
        _folder.Sql($"UPDATE grain_state SET document = {damage} WHERE CAST(grain_key AS TEXT) = 'BTCUSDC'");
        var damaged = Stored();

        var state = new GrainState<SampleState>(new SampleState());
        await Assert.ThrowsAsync<StateRowException>(() => storage.ReadStateAsync("state", Grain, state));

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Grain, state));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", Grain, state));
        Assert.Equal(damaged, Stored());
        var other = new GrainState<SampleState>(new SampleState());
        await storage.ReadStateAsync("state", GrainId.Create("position", "ETHUSDC"), other);
        Assert.True(other.RecordExists);
    }

    [Fact]
    public async Task W54_StateDamagedAfterItWasRead_IsNotOverwrittenOnceTheDamageIsSeen()
    {
        var storage = _folder.OpenStorage();
        var state = new GrainState<SampleState>(new SampleState());
        await storage.WriteStateAsync("state", Grain, state);
        _folder.Sql("UPDATE grain_state SET document = '{'");

        await Assert.ThrowsAsync<StateRowException>(() => storage.ReadStateAsync("state", Grain, state));

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Grain, state));
        Assert.Equal("1 {", Stored());
    }

    [Fact]
    public async Task W54_NewerState_IsRefusedWithWhatToDo()
    {
        var storage = _folder.OpenStorage();
        await storage.WriteStateAsync("state", Grain, new GrainState<SampleState>(new SampleState()));
        _folder.Sql("UPDATE grain_state SET document = replace(document, '\"schema\":1', '\"schema\":7')");

        var refused = await Assert.ThrowsAsync<StateRowException>(() => storage.ReadStateAsync("state", Grain, new GrainState<SampleState>(new SampleState())));

        Assert.Equal(
            $"State 'state' of grain type 'position', key 'BTCUSDC', in grain storage 'positions' ({_folder.FilePath}) cannot be read: "
                + "It was written by a newer release: schema 7 of 'sample', this release reads 1 to 1. The row was not changed. "
                + "Run the release that wrote it, or a later one.",
            refused.Message);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private object? Stored() => _folder.Sql("SELECT version || ' ' || document FROM grain_state WHERE CAST(grain_key AS TEXT) = 'BTCUSDC'");
}
