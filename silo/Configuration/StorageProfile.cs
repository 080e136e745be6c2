namespace Executor.Silo.Configuration;

/// <summary>Where positions, reminders and the list of silos are kept.</summary>
public enum StorageProfile
{
    /// <summary>In a file of the data folder; one silo.</summary>
    Local,

    /// <summary>All of it in Redis.</summary>
    Redis,

    /// <summary>Positions in an Azure storage account, reminders and the list of silos in Redis.</summary>
    Azure,
}
