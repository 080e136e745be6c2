using Executor.Storage.State;
using Executor.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using StackExchange.Redis;

namespace Executor.Storage.Redis;

/// <summary>Registration of the official Orleans providers for Redis, as this service needs them.</summary>
public static class RedisSiloBuilderExtensions
{
    /// <summary>Stores grain state in Redis, as the documents of <see cref="StateSchema{T}"/>. A cleared state leaves its version behind.</summary>
    public static ISiloBuilder AddRedisStorage(this ISiloBuilder silo, ConfigurationOptions redis, params string[] storageNames)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(redis);
        silo.Services.TryAddSingleton<StateSchemas>();
        var server = string.Join(',', redis.EndPoints.Select(EndPointCollection.ToString));
        foreach (var name in storageNames)
        {
            var documents = $"{name}/documents";
            silo.AddRedisGrainStorage(documents, options => options.Configure<IOptions<ClusterOptions>>((storage, cluster) =>
            {
                storage.ConfigurationOptions = redis;
                storage.GrainStorageSerializer = new StoredDocumentSerializer();
                storage.DeleteStateOnClear = false;
                storage.GetStorageKey = (stateName, grain) => RedisStateKey.Of(cluster.Value.ServiceId, grain, stateName);
            }));
            silo.Services.AddGrainStorage(name, (services, key) => new RedisGrainStorage(
                key,
                server,
                services.GetRequiredKeyedService<IGrainStorage>(documents),
                services.GetRequiredService<StateSchemas>(),
                services.GetRequiredService<IActivatorProvider>()));
        }
        return silo;
    }

    /// <summary>Stores reminders in Redis.</summary>
    public static ISiloBuilder AddRedisReminders(this ISiloBuilder silo, ConfigurationOptions redis) =>
        silo.UseRedisReminderService(options => options.ConfigurationOptions = redis);

    /// <summary>Keeps the list of silos in Redis.</summary>
    public static ISiloBuilder AddRedisMembership(this ISiloBuilder silo, ConfigurationOptions redis) =>
        silo.UseRedisClustering(options => options.ConfigurationOptions = redis);

    /// <summary>Has the server looked at when the silo starts; see <see cref="RedisNeeds"/>.</summary>
    public static ISiloBuilder AddRedisCheck(this ISiloBuilder silo, ConfigurationOptions redis, RedisNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddStoreCheck(services => new RedisCheck(
            redis, needs, services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId, services.GetRequiredService<ILogger<RedisCheck>>()));
        return silo;
    }
}
