using System.Collections.Immutable;

namespace Executor.Grains.Fleet;

/// <summary>The symbols of the fleet.</summary>
public sealed record FleetState
{
    /// <summary>Symbols to be traded, in order.</summary>
    public ImmutableArray<string> Roster { get; init; } = [];

    /// <summary>Symbols that left the roster and whose position was not flat when last seen.</summary>
    public ImmutableArray<string> Leaving { get; init; } = [];
}
