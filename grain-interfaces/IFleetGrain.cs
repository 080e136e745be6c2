using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>Knows the symbols and wakes positions that nobody owns. Key: 0.</summary>
[Alias("Executor.IFleetGrain")]
public interface IFleetGrain : IGrainWithIntegerKey
{
    /// <summary>Sets the symbols to be traded; those that left are still swept until their position is flat.</summary>
    [Alias("SetRoster")]
    Task SetRosterAsync(ImmutableArray<string> symbols, CancellationToken cancellationToken);

    /// <summary>The symbols, in order.</summary>
    [Alias("GetRoster")]
    Task<ImmutableArray<string>> GetRosterAsync(CancellationToken cancellationToken);

    /// <summary>Calls every position of the roster; a symbol that fails is reported and does not stop the others.</summary>
    [Alias("Sweep")]
    Task<ImmutableArray<SweepResult>> SweepAsync(CancellationToken cancellationToken);
}
