using Executor.Storage.Redis;
using Executor.Storage.State;
using Executor.Storage.Tests.Azure;
using Executor.Storage.Tests.Redis;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Executor.Storage.Tests.Cluster;

/// <summary>The stores of a cluster inside real silos.</summary>
public abstract class ProfileClusterTests : IAsyncLifetime
{
    [Fact]
    public async Task StateAndReminder_WhenTheClusterIsRestarted_AreStillThere()
    {
        await using (var cluster = await StartAsync())
        {
            var counter = cluster.Client.GetGrain<ICounterGrain>("BTCUSDC");
            Assert.Equal(1, await counter.AddAsync());
            Assert.Equal(2, await counter.AddAsync());
            await counter.RemindAsync("manage");
        }

        await using (var cluster = await StartAsync())
        {
            var counter = cluster.Client.GetGrain<ICounterGrain>("BTCUSDC");
            Assert.Equal(3, await counter.AddAsync());
            Assert.Equal(["manage"], await counter.GetRemindersAsync());
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
    public async Task Silo_OfAnotherServiceOnTheSameStores_DoesNotStart()
    {
        await using (await StartAsync())
        {
            // Marks the stores.
        }

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(service: "staging"));

        Assert.Contains("it belongs to service 'executor', this is 'staging'.", refused.ToString(), StringComparison.Ordinal);
    }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract void AddStores(ISiloBuilder silo);

    private async Task<InProcessTestCluster> StartAsync(string service = "executor")
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = service;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddStateSchema(new StateSchema<CounterState>("counter", 1, CounterJson.Default.CounterState));
            AddStores(silo);
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

/// <summary>All of it in Redis.</summary>
public sealed class RedisClusterTests(Servers servers) : ProfileClusterTests
{
    private readonly RedisStore _store = new(servers);
    private StackExchange.Redis.ConfigurationOptions _redis = null!; // set before each test

    public override async ValueTask InitializeAsync() => _redis = await _store.OptionsAsync();

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void AddStores(ISiloBuilder silo) =>
        silo.AddRedisCheck(_redis, RedisNeeds.Positions).AddRedisStorage(_redis, "positions").AddRedisReminders(_redis);
}

/// <summary>States in Azure storage, reminders in Redis.</summary>
public sealed class AzureClusterTests(Servers servers) : ProfileClusterTests
{
    private readonly RedisStore _redisStore = new(servers);
    private readonly AzureStore _azureStore = new(servers, asText: true);
    private StackExchange.Redis.ConfigurationOptions _redis = null!; // set before each test, like the next
    private Action<ISiloBuilder> _addAzure = null!;

    public override async ValueTask InitializeAsync()
    {
        _redis = await _redisStore.OptionsAsync();
        _addAzure = await _azureStore.RegistrationAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _redisStore.DisposeAsync();
        await _azureStore.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void AddStores(ISiloBuilder silo)
    {
        silo.AddRedisCheck(_redis, RedisNeeds.Coordination).AddRedisReminders(_redis);
        _addAzure(silo);
    }
}
