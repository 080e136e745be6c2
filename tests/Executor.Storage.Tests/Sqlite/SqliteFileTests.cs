using Executor.Storage.Sqlite;
using Executor.Storage.Tests.Conformance;
using Microsoft.Data.Sqlite;

namespace Executor.Storage.Tests.Sqlite;

public sealed class SqliteFileTests : IAsyncDisposable
{
    private static readonly GrainId Grain = GrainId.Create("position", "BTCUSDC");

    private readonly SqliteFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")] // FULL: W54, the original never flushes
    [InlineData("fullfsync", "1")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "1000")]
    [InlineData("trusted_schema", "0")]
    [InlineData("user_version", "1")]
    public async Task W54_OpenFile_HasTheSettingThatDurabilityNeeds(string pragma, string expected) =>
        Assert.Equal(expected, await _folder.Open().ReadAsync(session => session.Text($"PRAGMA {pragma}"), Ct));

    [Fact]
    public async Task Open_WhenTheFolderIsMissing_CreatesIt()
    {
        var path = Path.Combine(Path.GetDirectoryName(_folder.FilePath)!, "a", "b", "executor.db");

        await _folder.Open(path).OpenAsync(Ct);

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Open_OfANewerFile_IsRefusedAndChangesNothing()
    {
        await _folder.Open().OpenAsync(Ct);
        _folder.Sql("PRAGMA user_version = 2");

        var refused = await Assert.ThrowsAsync<SqliteFileException>(() => _folder.Open().OpenAsync(Ct));

        Assert.Equal(
            $"SQLite file '{_folder.FilePath}': it has layout 2, this release knows layouts up to 1. Nothing was changed; run the release that wrote it, or a later one.",
            refused.Message);
        Assert.Equal(2L, _folder.Sql("PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_OfAnotherProgramsDatabase_IsRefusedAndChangesNothing()
    {
        _folder.Sql("CREATE TABLE invoices (id INTEGER)");
        var before = await File.ReadAllBytesAsync(_folder.FilePath, Ct);

        var refused = await Assert.ThrowsAsync<SqliteFileException>(() => _folder.Open().OpenAsync(Ct));

        Assert.Contains("it is a database of another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.FilePath, Ct));
    }

    [Fact]
    public async Task W54_FileThatIsNoDatabase_IsRefusedInsteadOfReplaced()
    {
        await File.WriteAllTextAsync(_folder.FilePath, new string('x', 5000), Ct);

        await Assert.ThrowsAsync<SqliteFileException>(() =>
            _folder.OpenStorage().ReadStateAsync("state", Grain, new GrainState<SampleState>(new SampleState())));

        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(_folder.FilePath, Ct));
    }

    [Fact]
    public async Task W54_FileWhoseIndexLostARow_IsRefusedInsteadOfStartingThatPositionFromNothing()
    {
        await using (var file = _folder.Open())
        {
            var storage = _folder.Storage(file);
            foreach (var key in new[] { "BTCUSDC", "ETHUSDC" })
                await storage.WriteStateAsync("state", GrainId.Create("position", key), new GrainState<SampleState>(new SampleState()));
        }
        var page = (long)_folder.Sql("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_grain_state_1'")!;
        await using (var raw = File.Open(_folder.FilePath, FileMode.Open))
        {
            raw.Position = ((page - 1) * 4096) + 3; // header of the index page: the number of its entries, big-endian
            raw.Write([0, 1]); // of two
        }
        var before = await File.ReadAllBytesAsync(_folder.FilePath, Ct);

        var refused = await Assert.ThrowsAsync<SqliteFileException>(() => _folder.Open().OpenAsync(Ct));

        Assert.Contains("restore it from a backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.FilePath, Ct));
    }

    [Fact]
    public async Task Crash_AfterAnAcknowledgedWrite_LosesNothing()
    {
        var storage = _folder.OpenStorage();
        var state = new GrainState<SampleState>(new SampleState { Price = 61_000.10m });
        await storage.WriteStateAsync("state", Grain, state);
        var entry = new ReminderEntry { GrainId = Grain, ReminderName = "manage", StartAt = DateTime.UnixEpoch, Period = TimeSpan.FromMinutes(1) };
        var etag = await _folder.OpenReminders().UpsertRow(entry);

        var crashed = _folder.Crash();

        var read = new GrainState<SampleState>(new SampleState());
        await _folder.OpenStorage(crashed).ReadStateAsync("state", Grain, read);
        Assert.Equal(61_000.10m, read.State!.Price);
        Assert.Equal(state.ETag, read.ETag);
        Assert.Equal(etag, (await _folder.OpenReminders(crashed).ReadRow(Grain, "manage"))!.ETag);
    }

    [Fact]
    public async Task Crash_InTheMiddleOfAWrite_LeavesTheStateBeforeIt()
    {
        var storage = _folder.OpenStorage();
        var state = new GrainState<SampleState>(new SampleState { Price = 1m });
        await storage.WriteStateAsync("state", Grain, state);
        using var abandoned = new SqliteConnection($"Data Source={_folder.FilePath};Pooling=False");
        abandoned.Open();
        using var command = abandoned.CreateCommand();
        command.CommandText = "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE; UPDATE grain_state SET version = 99, document = hex(zeroblob(100000));";
        command.ExecuteNonQuery(); // larger than the cache: part of it is in the log already

        var crashed = _folder.Crash();

        var recovered = _folder.OpenStorage(crashed);
        var read = new GrainState<SampleState>(new SampleState());
        await recovered.ReadStateAsync("state", Grain, read);
        Assert.Equal(1m, read.State!.Price);
        await recovered.WriteStateAsync("state", Grain, read);
        Assert.Equal("ok", _folder.Sql("PRAGMA integrity_check", crashed));
    }

    [Fact]
    public async Task Crash_WithATornLastCommit_KeepsTheCommitsBeforeIt()
    {
        var storage = _folder.OpenStorage();
        var state = new GrainState<SampleState>(new SampleState { Price = 1m });
        await storage.WriteStateAsync("state", Grain, state);
        var intact = new FileInfo(_folder.FilePath + "-wal").Length;
        state.State = new SampleState { Price = 2m };
        await storage.WriteStateAsync("state", Grain, state);
        var crashed = _folder.Crash();
        using (var log = File.OpenWrite(crashed + "-wal"))
            log.SetLength(intact + 100);

        var read = new GrainState<SampleState>(new SampleState());
        await _folder.OpenStorage(crashed).ReadStateAsync("state", Grain, read);

        Assert.Equal(1m, read.State!.Price);
        Assert.Equal("1", read.ETag);
    }

    [Fact]
    public async Task W55_TwoFilesOpenOnOnePath_FenceEachOther()
    {
        var one = _folder.OpenStorage();
        var two = _folder.OpenStorage();
        var first = new GrainState<SampleState>(new SampleState { Price = 1m });
        await one.WriteStateAsync("state", Grain, first);
        var second = new GrainState<SampleState>(new SampleState());
        await two.ReadStateAsync("state", Grain, second);
        await two.WriteStateAsync("state", Grain, second);

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => one.WriteStateAsync("state", Grain, first));
    }

    [Fact]
    public async Task Write_WhileAnotherProcessHoldsTheLock_FailsWithoutWritingAndWorksAfterwards()
    {
        var storage = _folder.OpenStorage();
        var state = new GrainState<SampleState>(new SampleState());
        await storage.WriteStateAsync("state", Grain, state);
        using (var other = new SqliteConnection($"Data Source={_folder.FilePath};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction();

            var failed = await Assert.ThrowsAsync<SqliteFileException>(() => storage.WriteStateAsync("state", Grain, state));

            Assert.Contains("stayed locked by another process. Nothing was written.", failed.Message, StringComparison.Ordinal);
            Assert.Equal("1", state.ETag);
        }

        await storage.WriteStateAsync("state", Grain, state);
        Assert.Equal("2", state.ETag);
    }

    [Fact]
    public async Task Batch_WithOneFailingOperation_FailsOnlyThatOne()
    {
        var file = _folder.Open();
        await file.OpenAsync(Ct);
        using var gate = new ManualResetEventSlim();
        var blocker = file.ReadAsync(_ => { gate.Wait(Ct); return 0; }, Ct); // the others gather behind it

        var before = file.WriteAsync(session => Insert(session, "before"), Ct);
        var failing = file.WriteAsync<int>(session => throw new InvalidOperationException($"poison {Insert(session, "poison")}"), Ct);
        var after = file.WriteAsync(session => Insert(session, "after"), Ct);
        gate.Set();

        await blocker;
        Assert.Equal(1, await before);
        Assert.Contains("poison 1", (await Assert.ThrowsAsync<SqliteFileException>(() => failing)).Message, StringComparison.Ordinal);
        Assert.Equal(1, await after);
        Assert.Equal("after,before", _folder.Sql("SELECT group_concat(state_name) FROM (SELECT state_name FROM grain_state ORDER BY state_name)"));
    }

    [Fact]
    public async Task WritesThatWait_AreCommittedTogether()
    {
        var file = _folder.Open();
        await file.OpenAsync(Ct);
        using var gate = new ManualResetEventSlim();
        var blocker = file.ReadAsync(_ => { gate.Wait(Ct); return 0; }, Ct);
        var writes = Enumerable.Range(0, 100).Select(i => file.WriteAsync(
            session =>
            {
                Insert(session, $"{i}");
                return session.Number("SELECT count(*) FROM grain_state");
            },
            Ct)).ToArray();
        var outside = file.ReadAsync(_ => _folder.Sql("SELECT count(*) FROM grain_state"), Ct); // its own connection: sees what is committed
        gate.Set();

        await blocker;
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), await Task.WhenAll(writes));
        Assert.Equal(0L, await outside); // it ran after the hundred writes and before their commit
        Assert.Equal(100L, _folder.Sql("SELECT count(*) FROM grain_state"));
    }

    [Fact]
    public async Task Close_WhenWritesWait_DoesThemFirst()
    {
        var file = _folder.Open();
        var writes = Enumerable.Range(0, 10).Select(i => file.WriteAsync(session => Insert(session, $"{i}"), Ct)).ToArray();

        await file.DisposeAsync();

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        Assert.Equal(10L, _folder.Sql("SELECT count(*) FROM grain_state"));
        Assert.False(File.Exists(_folder.FilePath + "-wal"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => file.OpenAsync(Ct));
    }

    [Theory]
    [InlineData("", 5, 256)]
    [InlineData("relative.db", 5, 256)]
    [InlineData(":memory:", 5, 256)]
    [InlineData("/", 5, 256)]
    [InlineData("/data/executor.db", 0, 256)]
    [InlineData("/data/executor.db", 0.5, 256)]
    [InlineData("/data/executor.db", 61, 256)]
    [InlineData("/data/executor.db", 5, 0)]
    public void Options_OutsideTheirRange_StopTheStart(string path, double busySeconds, int maximumBatch)
    {
        var options = new SqliteFileOptions { Path = path, BusyTimeout = TimeSpan.FromSeconds(busySeconds), MaximumBatch = maximumBatch };

        Assert.Single(new SqliteFileOptionsValidator().Validate(null, options).Failures!);
    }

    [Fact]
    public void Options_ByDefaultWithAFullPath_AreValid() =>
        Assert.True(new SqliteFileOptionsValidator().Validate(null, new SqliteFileOptions { Path = _folder.FilePath }).Succeeded);

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static int Insert(SqliteSession session, string stateName) =>
        session.Statement("INSERT INTO grain_state VALUES ('executor', 'position', x'00', $1, 1, NULL)", stateName).ExecuteNonQuery();
}
