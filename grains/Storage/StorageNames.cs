namespace Executor.Grains.Storage;

/// <summary>Names under which the grains ask for storage.</summary>
public static class StorageNames
{
    /// <summary>The storage of all grains; their states differ by grain type and state name.</summary>
    public const string Grains = "executor";
}
