namespace Executor.Storage.State;

/// <summary>
/// The stored row of one grain cannot be read. The row stays as it is: the activation fails, nothing is written over it, and no other
/// grain is affected.
/// </summary>
[GenerateSerializer, Alias("Executor.Storage.StateRowException")]
public sealed class StateRowException : Exception
{
    /// <summary>Names the row and says, by <paramref name="cause"/>, what is wrong with it and what to do.</summary>
    public StateRowException(string store, GrainId grain, string stateName, StateFormatException cause)
        : base(Describe(store, grain, stateName, cause), cause)
    {
        Store = store;
        Grain = grain;
        StateName = stateName;
    }

    /// <summary>Where the row is: the name of the storage and its location.</summary>
    [Id(0)]
    public string Store { get; }

    /// <summary>Whose state it is.</summary>
    [Id(1)]
    public GrainId Grain { get; }

    /// <summary>Which of the grain's states.</summary>
    [Id(2)]
    public string StateName { get; }

    private static string Describe(string store, GrainId grain, string stateName, StateFormatException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return $"State '{stateName}' of grain type '{grain.Type}', key '{grain.Key}', in {store} cannot be read: {cause.Problem} "
            + $"The row was not changed. {cause.Remedy}";
    }
}
