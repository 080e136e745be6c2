namespace Executor.GrainInterfaces;

/// <summary>Says for one silo whether that silo reaches the store of positions. Key: the silo's address; called with a placement hint that names it.</summary>
[Alias("Executor.IStoreWitnessGrain")]
public interface IStoreWitnessGrain : IGrainWithStringKey
{
    /// <summary>What its silo sees of the store.</summary>
    [Alias("Testify")]
    Task<StoreTestimony> TestifyAsync();
}

/// <summary>What one silo sees of the store of positions.</summary>
/// <param name="Silo">The silo that says so.</param>
/// <param name="WellFor">How long it has reached the store without a gap; zero: it does not.</param>
[GenerateSerializer, Immutable, Alias("Executor.StoreTestimony")]
public sealed record StoreTestimony([property: Id(0)] SiloAddress Silo, [property: Id(1)] TimeSpan WellFor);
