using Executor.Storage.Sqlite;
using Executor.Storage.State;
using Executor.Storage.Tests.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Executor.Storage.Tests.Cluster;

/// <summary>The providers inside real silos.</summary>
public sealed class SqliteClusterTests : IAsyncDisposable
{
    private readonly SqliteFolder _folder = new();

    [Fact]
    public async Task StateAndReminder_WhenTheClusterIsRestartedOnTheSameFile_AreStillThere()
    {
        await using (var cluster = await StartAsync())
        {
            var counter = cluster.Client.GetGrain<ICounterGrain>("BTCUSDC");
            Assert.Equal(1, await counter.AddAsync());
            Assert.Equal(2, await counter.AddAsync());
            await counter.RemindAsync("manage/Ёж");
        }
        Assert.False(File.Exists(_folder.FilePath + "-wal")); // closed, not abandoned

        await using (var cluster = await StartAsync())
        {
            var counter = cluster.Client.GetGrain<ICounterGrain>("BTCUSDC");
            Assert.Equal(3, await counter.AddAsync());
            Assert.Equal(["manage/Ёж"], await counter.GetRemindersAsync());
        }
    }

    [Fact]
    public async Task Conflict_WhenItEscapesTheGrain_EndsTheActivationAndTheNextOneReadsAgain()
    {
        await using var cluster = await StartAsync();
        var counter = cluster.Client.GetGrain<ICounterGrain>("BTCUSDC");
        await counter.AddAsync();
        var first = await counter.GetActivationAsync();

        await Assert.ThrowsAsync<InconsistentStateException>(counter.ConflictAsync);

        Assert.Equal(100, await counter.GetAsync());
        Assert.NotEqual(first, await counter.GetActivationAsync());
        Assert.Equal(101, await counter.AddAsync());
    }

    [Fact]
    public async Task W54_UnreadableRow_FailsTheActivationOfThatGrainOnly()
    {
        await using var cluster = await StartAsync();
        var damaged = cluster.Client.GetGrain<ICounterGrain>("BTCUSDC");
        await damaged.AddAsync();
        await cluster.DeactivateAsync(damaged);
        _folder.Sql("UPDATE grain_state SET document = replace(document, '1}', '')");
        var row = _folder.Sql("SELECT document FROM grain_state");

        var failed = await Assert.ThrowsAnyAsync<Exception>(damaged.AddAsync);

        Assert.IsType<StateRowException>(failed.InnerException);
        Assert.Contains("key 'BTCUSDC', in grain storage 'positions'", failed.ToString(), StringComparison.Ordinal);
        Assert.Contains("Restore the row from a backup", failed.ToString(), StringComparison.Ordinal);
        Assert.Equal(row, _folder.Sql("SELECT document FROM grain_state"));
        Assert.Equal(1, await cluster.Client.GetGrain<ICounterGrain>("ETHUSDC").AddAsync());
    }

    [Fact]
    public async Task Providers_GivenOnePath_ShareOneFile()
    {
        await using var cluster = await StartAsync();
        var services = cluster.Silos[0].ServiceProvider;

        Assert.Single(services.GetKeyedServices<SqliteFile>(_folder.FilePath));
        Assert.IsType<SqliteGrainStorage>(services.GetRequiredService<IGrainStorage>());
        Assert.IsType<SqliteGrainStorage>(services.GetRequiredKeyedService<IGrainStorage>("ledger"));
        Assert.IsType<SqliteReminderTable>(services.GetRequiredService<IReminderTable>());
    }

    [Fact]
    public async Task Silo_WhoseFileIsAFolder_DoesNotStart()
    {
        Directory.CreateDirectory(_folder.FilePath);

        var failed = await Assert.ThrowsAnyAsync<Exception>(StartAsync);

        Assert.Contains($"must be the path of a file, '{_folder.FilePath}' is a folder.", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_WhoseFileIsNewer_DoesNotStart()
    {
        await _folder.Open().OpenAsync(TestContext.Current.CancellationToken);
        _folder.Sql("PRAGMA user_version = 2");

        var failed = await Assert.ThrowsAnyAsync<Exception>(StartAsync);

        Assert.Contains("it has layout 2", failed.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = "executor";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddStateSchema(new StateSchema<CounterState>("counter", 1, CounterJson.Default.CounterState));
            silo.AddSqliteStorage(_folder.FilePath, "positions", "ledger").AddSqliteStorage(_folder.FilePath).AddSqliteReminders(_folder.FilePath);
        });
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync(TestContext.Current.CancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }
}
