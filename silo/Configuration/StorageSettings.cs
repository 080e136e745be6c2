using System.Net;
using Executor.Storage.Azure;
using StackExchange.Redis;

namespace Executor.Silo.Configuration;

/// <summary>Where positions are kept, and which silos belong together.</summary>
public sealed record StorageSettings
{
    /// <summary>What is used when nothing is set: a file in the data folder.</summary>
    public static StorageSettings Local { get; } = new();

    /// <summary>EXECUTOR_STORAGE.</summary>
    public StorageProfile Profile { get; init; } = StorageProfile.Local;

    /// <summary>EXECUTOR_SERVICE_ID: whose positions they are. Never changes while there are any.</summary>
    public string ServiceId { get; init; } = "executor";

    /// <summary>EXECUTOR_CLUSTER_ID: the silos that share the work.</summary>
    public string ClusterId { get; init; } = "executor";

    /// <summary>EXECUTOR_SILO_ADDRESS: where the other silos reach this one.</summary>
    public IPAddress SiloAddress { get; init; } = IPAddress.Loopback;

    /// <summary>EXECUTOR_SILO_PORT: the port there; 0 takes a free one.</summary>
    public int SiloPort { get; init; }

    /// <summary>EXECUTOR_REDIS, a secret; set with the profiles that need it.</summary>
    public ConfigurationOptions? Redis { get; init; }

    /// <summary>The storage account; set with the profile that needs it.</summary>
    public AzureStorageSettings? Azure { get; init; }

    /// <summary>Without the secrets: settings end up in logs.</summary>
    public override string ToString() => $"{Profile}, service {ServiceId}, cluster {ClusterId}";
}

/// <summary>The places in a storage account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Table">EXECUTOR_AZURE_TABLE: table of the states.</param>
/// <param name="Container">EXECUTOR_AZURE_CONTAINER: container of the states that are too large for a row.</param>
public sealed record AzureStorageSettings(AzureAccount Account, string Table, string Container);
