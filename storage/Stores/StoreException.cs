namespace Executor.Storage.Stores;

/// <summary>
/// A store does not do what it is asked to. Unless the message says otherwise a write may have reached it all the same; read again before
/// deciding anything.
/// </summary>
[GenerateSerializer, Alias("Executor.Storage.StoreException")]
public sealed class StoreException : Exception
{
    /// <summary>Says what could not be done with the store, and why; without a secret.</summary>
    public StoreException(string store, string problem, Exception? inner = null)
        : base($"{store}: {problem}", inner) => Store = store;

    /// <summary>Which store, for people.</summary>
    [Id(0)]
    public string Store { get; }
}
