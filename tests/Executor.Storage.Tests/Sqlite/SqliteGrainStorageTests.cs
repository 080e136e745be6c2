using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Orleans.Storage;

namespace Executor.Storage.Tests.Sqlite;

public sealed class SqliteGrainStorageTests : GrainStorageConformance
{
    private readonly SqliteFolder _folder = new();

    [Fact]
    public async Task Write_FromAWriterThatReadBeforeTheRowExistedAndWasCleared_Conflicts()
    {
        var grain = NextGrain();
        var early = await ReadAsync(grain);
        var state = await WriteNewAsync(grain, Sample(1m));
        await Storage.ClearStateAsync("state", grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, early));
    }

    [Fact]
    public async Task Services_InOneFile_DoNotSeeEachOther()
    {
        var grain = NextGrain();
        await WriteNewAsync(grain, Sample(1m));

        var read = Unread();
        await _folder.OpenStorage(service: "another").ReadStateAsync("state", grain, read);

        Assert.False(read.RecordExists);
    }

    [Fact]
    public async Task Conflict_WhenThrown_NamesStoreGrainAndVersions()
    {
        var grain = GrainId.Create("position", "BTCUSDC");
        await WriteNewAsync(grain, Sample(1m));

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => WriteNewAsync(grain, Sample(2m)));

        Assert.StartsWith(
            $"State 'state' of grain position/BTCUSDC in grain storage 'positions' ({_folder.FilePath}) was not written: its version is 1, this activation knows none.",
            conflict.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WithACancelledToken_IsNotDone()
    {
        var grain = NextGrain();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Storage.WriteStateAsync("state", grain, Unread(), new CancellationToken(canceled: true)));

        Assert.False((await ReadAsync(grain)).RecordExists);
    }

    [Fact]
    public async Task Write_OfNull_IsRefused()
    {
        var grain = NextGrain();

        await Assert.ThrowsAsync<ArgumentNullException>(() => WriteNewAsync(grain, null!));

        Assert.False((await ReadAsync(grain)).RecordExists);
    }

    protected override Task<IGrainStorage> OpenAsync(StateSchemas schemas) => Task.FromResult<IGrainStorage>(_folder.OpenStorage(schemas: schemas));

    protected override ValueTask CloseAsync() => _folder.DisposeAsync();
}
