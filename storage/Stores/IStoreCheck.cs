namespace Executor.Storage.Stores;

/// <summary>Looks at one store before the silo touches it.</summary>
internal interface IStoreCheck
{
    /// <summary>
    /// Makes sure that the store can be reached and written, keeps what is written, and belongs to this service; one that belongs to nobody
    /// is marked as this service's.
    /// </summary>
    /// <exception cref="StoreException">It cannot be used; nothing was created in it.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
