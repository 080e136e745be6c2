using System.Diagnostics;
using System.Net;
using Executor.Grains;
using Executor.Grains.Storage;
using Executor.Silo.Configuration;
using Executor.Storage.Azure;
using Executor.Storage.Redis;
using Executor.Storage.Sqlite;
using Orleans.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>Puts state, reminders and membership where the settings say.</summary>
internal static class StorageProfiles
{
    public static void AddStorage(this ISiloBuilder silo, SiloSettings settings)
    {
        switch (settings.Storage)
        {
            case { Profile: StorageProfile.Local } local:
                AddLocal(silo, local, settings.DataPath(SiloHost.StateFile));
                break;
            case { Profile: StorageProfile.Redis, Redis: { } redis } cluster:
                AddCluster(silo, cluster);
                silo.AddRedisCheck(redis, RedisNeeds.Positions)
                    .AddRedisStorage(redis, StorageNames.Grains)
                    .AddRedisReminders(redis)
                    .AddRedisMembership(redis);
                break;
            case { Profile: StorageProfile.Azure, Redis: { } redis, Azure: { } azure } cluster:
                AddCluster(silo, cluster);
                silo.AddRedisCheck(redis, RedisNeeds.Coordination)
                    .AddAzureStateOverflow(azure.Account.Blobs.GetBlobContainerClient(azure.Container))
                    .AddAzureTableGrainStorage(StorageNames.Grains, options =>
                    {
                        options.TableServiceClient = azure.Account.Tables;
                        options.TableName = azure.Table;
                        options.UseStringFormat = true;
                    })
                    .AddRedisReminders(redis)
                    .AddRedisMembership(redis);
                break;
            case { Profile: StorageProfile.Local or StorageProfile.Redis or StorageProfile.Azure } incomplete:
                throw new UnreachableException($"The settings of profile {incomplete.Profile} are incomplete; their reader has to refuse them.");
        }
    }

    /// <summary>One silo. No gateway, here and below: nobody but this process calls the grains, so that the operator key cannot be gone around.</summary>
    private static void AddLocal(ISiloBuilder silo, StorageSettings storage, string file) => silo
        .UseLocalhostClustering(FreePort.Find(), gatewayPort: 0, serviceId: storage.ServiceId, clusterId: storage.ClusterId)
        .AddSqliteStorage(file, StorageNames.Grains)
        .AddSqliteReminders(file);

    private static void AddCluster(ISiloBuilder silo, StorageSettings storage)
    {
        var port = storage.SiloPort == 0 ? FreePort.Find() : storage.SiloPort;
        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (storage.ServiceId, storage.ClusterId));
        silo.ConfigureEndpoints(storage.SiloAddress, port, gatewayPort: 0, listenOnAnyHostAddress: !IPAddress.IsLoopback(storage.SiloAddress));
        silo.Configure<ClusterMembershipOptions>(ClusterTimes.Set);
        silo.Configure<GrainOptions>(options => options.SendLease = ClusterTimes.SendLease);
        silo.Services.AddHostedService<TakeoverSweep>();
        silo.Services.AddHostedService<StoreWatch>();
    }
}
