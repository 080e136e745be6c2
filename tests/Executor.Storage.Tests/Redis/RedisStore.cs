using Executor.Storage.Redis;
using Executor.Storage.State;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using StackExchange.Redis;

namespace Executor.Storage.Tests.Redis;

/// <summary>A database of one test.</summary>
/// <param name="servers">The servers.</param>
/// <param name="database">One that is there already; null: a fresh one.</param>
internal sealed class RedisStore(Servers servers, int? database = null) : IAsyncDisposable
{
    private readonly List<ProviderHost> _hosts = [];
    private ConnectionMultiplexer? _connection;

    /// <summary>Its number.</summary>
    public int Database { get; } = database ?? servers.FreshDatabase();

    public async Task<ConfigurationOptions> OptionsAsync()
    {
        var options = ConfigurationOptions.Parse((await servers.RedisAsync()).ConnectionString);
        options.DefaultDatabase = Database;
        return options;
    }

    /// <summary>The database as an operator sees it.</summary>
    public async Task<IDatabase> DatabaseAsync()
    {
        var options = await OptionsAsync();
        options.AllowAdmin = true;
        return (_connection ??= await ConnectionMultiplexer.ConnectAsync(options)).GetDatabase();
    }

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
