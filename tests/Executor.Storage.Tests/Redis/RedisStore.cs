using Executor.Storage.Redis;
using Executor.Storage.State;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using StackExchange.Redis;

namespace Executor.Storage.Tests.Redis;

/// <summary>A database of one test.</summary>
internal sealed class RedisStore(Servers servers) : IAsyncDisposable
{
    private readonly List<ProviderHost> _hosts = [];
    private readonly int _database = servers.FreshDatabase();
    private ConnectionMultiplexer? _connection;

    public async Task<ConfigurationOptions> OptionsAsync()
    {
        var options = ConfigurationOptions.Parse((await servers.RedisAsync()).ConnectionString);
        options.DefaultDatabase = _database;
        return options;
    }

    /// <summary>The database as an operator sees it.</summary>
    public async Task<IDatabase> DatabaseAsync() =>
        (_connection ??= await ConnectionMultiplexer.ConnectAsync(await OptionsAsync())).GetDatabase();

    public async Task<IGrainStorage> OpenAsync(StateSchemas schemas)
    {
        var host = Host();
        host.Services.AddSingleton(schemas);
        host.AddRedisStorage(await OptionsAsync(), "positions");
        await host.StartAsync();
        return host.Provider.GetRequiredKeyedService<IGrainStorage>("positions");
    }

    public async Task<IReminderTable> OpenRemindersAsync()
    {
        var host = Host();
        host.AddRedisReminders(await OptionsAsync());
        return host.Provider.GetRequiredService<IReminderTable>();
    }

    public async Task<IMembershipTable> OpenMembershipAsync()
    {
        var host = Host();
        host.AddRedisMembership(await OptionsAsync());
        return host.Provider.GetRequiredService<IMembershipTable>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private ProviderHost Host()
    {
        var host = new ProviderHost("executor");
        _hosts.Add(host);
        return host;
    }
}
