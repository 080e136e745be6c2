using Executor.Storage.State;
using Executor.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;

namespace Executor.Storage.Sqlite;

/// <summary>Registration of the SQLite providers. Those that are given the same path share one file and its thread.</summary>
public static class SqliteSiloBuilderExtensions
{
    /// <summary>Stores grain state in the SQLite file at <paramref name="path"/>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="path">The file; it and its folder are created if need be.</param>
    /// <param name="storageNames">
    /// Names that grains ask for; none means the default storage. They are names of one storage, not parts of a row's key: a name can change
    /// without losing the rows, and the states of one grain must differ in their state names.
    /// </param>
    public static ISiloBuilder AddSqliteStorage(this ISiloBuilder silo, string path, params string[] storageNames)
    {
        var file = AddFile(silo.Services, path);
        silo.Services.TryAddSingleton<StateSchemas>();
        foreach (var storageName in storageNames.DefaultIfEmpty(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME))
        {
            silo.Services.AddGrainStorage(storageName, (services, name) => new SqliteGrainStorage(
                name,
                services.GetRequiredKeyedService<SqliteFile>(file),
                services.GetRequiredService<StateSchemas>(),
                services.GetRequiredService<IActivatorProvider>(),
                services.GetRequiredService<IOptions<ClusterOptions>>()));
        }
        return silo;
    }

    /// <summary>Stores reminders in the SQLite file at <paramref name="path"/>, which may be that of the grain state.</summary>
    public static ISiloBuilder AddSqliteReminders(this ISiloBuilder silo, string path)
    {
        var file = AddFile(silo.Services, path);
        silo.AddReminders();
        silo.Services.Replace(ServiceDescriptor.Singleton<IReminderTable>(services => new SqliteReminderTable(
            services.GetRequiredKeyedService<SqliteFile>(file),
            services.GetRequiredService<IOptions<ClusterOptions>>())));
        return silo;
    }

    private static string AddFile(IServiceCollection services, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = Path.GetFullPath(path);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(SqliteFile) && Equals(service.ServiceKey, file)))
            return file;
        services.AddOptions<SqliteFileOptions>(file).Configure(options => options.Path = file).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteFileOptions>, SqliteFileOptionsValidator>());
        services.AddKeyedSingleton(file, (provider, _) => new SqliteFile(
            provider.GetRequiredService<IOptionsMonitor<SqliteFileOptions>>().Get(file),
            provider.GetRequiredService<ILogger<SqliteFile>>()));
        services.AddStoreCheck(provider => new SqliteCheck(
            provider.GetRequiredKeyedService<SqliteFile>(file), provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        return file;
    }
}
