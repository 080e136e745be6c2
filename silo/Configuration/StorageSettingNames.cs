using System.Collections.Frozen;

namespace Executor.Silo.Configuration;

/// <summary>Names of the settings of storage and cluster. In a file they stand in a section of their own, under a shorter key.</summary>
internal static class StorageSettingNames
{
    /// <summary>Section of files.</summary>
    public const string Section = "Executor:Storage";

    /// <summary>Local, Redis or Azure.</summary>
    public const string Profile = "EXECUTOR_STORAGE";

    /// <summary>Whose positions they are.</summary>
    public const string ServiceId = "EXECUTOR_SERVICE_ID";

    /// <summary>The silos that share the work.</summary>
    public const string ClusterId = "EXECUTOR_CLUSTER_ID";

    /// <summary>Where the other silos reach this one.</summary>
    public const string SiloAddress = "EXECUTOR_SILO_ADDRESS";

    /// <summary>The port there.</summary>
    public const string SiloPort = "EXECUTOR_SILO_PORT";

    /// <summary>Servers and options of Redis.</summary>
    public const string Redis = "EXECUTOR_REDIS";

    /// <summary>Connection string of the storage account.</summary>
    public const string AzureConnection = "EXECUTOR_AZURE_CONNECTION";

    /// <summary>Address of the account's tables, entered by identity.</summary>
    public const string AzureTables = "EXECUTOR_AZURE_TABLES";

    /// <summary>Address of the account's blobs.</summary>
    public const string AzureBlobs = "EXECUTOR_AZURE_BLOBS";

    /// <summary>Table of the states.</summary>
    public const string AzureTable = "EXECUTOR_AZURE_TABLE";

    /// <summary>Container of the large states.</summary>
    public const string AzureContainer = "EXECUTOR_AZURE_CONTAINER";

    /// <summary>Key in the section, by the name of the variable.</summary>
    public static FrozenDictionary<string, string> Keys { get; } = new Dictionary<string, string>
    {
        [Profile] = "Profile",
        [ServiceId] = "ServiceId",
        [ClusterId] = "ClusterId",
        [SiloAddress] = "SiloAddress",
        [SiloPort] = "SiloPort",
        [Redis] = "Redis",
        [AzureConnection] = "AzureConnection",
        [AzureTables] = "AzureTables",
        [AzureBlobs] = "AzureBlobs",
        [AzureTable] = "AzureTable",
        [AzureContainer] = "AzureContainer",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
