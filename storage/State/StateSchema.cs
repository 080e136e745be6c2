namespace Executor.Storage.State;

/// <summary>What every schema of stored state has, whatever its type; see <see cref="StateSchema{T}"/>.</summary>
public abstract class StateSchema
{
    private protected StateSchema(string kind, int version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        Kind = kind;
        Version = version;
    }

    /// <summary>Name of the kind of state in stored documents; never renamed and never used again for another type.</summary>
    public string Kind { get; }

    /// <summary>Version that is written, 1 or more.</summary>
    public int Version { get; }

    /// <summary>The state's type.</summary>
    public abstract Type StateType { get; }
}
