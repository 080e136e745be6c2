namespace Executor.GrainInterfaces;

/// <summary>How a symbol stands with the fleet.</summary>
public enum RosterStanding
{
    /// <summary>Its signals are acted on.</summary>
    Traded,

    /// <summary>Taken out: nothing is entered, and its position is managed until it is flat.</summary>
    Leaving,

    /// <summary>Taken out and flat; remembered because it was taken out at run time, whatever the settings of a silo list.</summary>
    Out,
}

/// <summary>A symbol that the fleet knows, and who brought it where it stands.</summary>
[GenerateSerializer, Immutable, Alias("Executor.RosterSymbol")]
public sealed record RosterSymbol
{
    /// <summary>The symbol.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>How it stands.</summary>
    [Id(1)] public required RosterStanding Standing { get; init; }

    /// <summary>True when the silo that started last lists it in SYMBOLS.</summary>
    [Id(2)] public required bool IsConfigured { get; init; }

    /// <summary>When it was added or taken out at run time, UTC; null: SYMBOLS alone decides.</summary>
    [Id(3)] public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>By whom.</summary>
    [Id(4)] public string? ChangedBy { get; init; }

    /// <summary>Why.</summary>
    [Id(5)] public string? Reason { get; init; }
}

/// <summary>What the fleet says to an entry of one symbol.</summary>
[GenerateSerializer, Immutable, Alias("Executor.FleetGateView")]
public sealed record FleetGateView
{
    /// <summary>Whether anything is entered.</summary>
    [Id(0)] public required FleetModeView Mode { get; init; }

    /// <summary>Why the symbol is not entered; null: it is traded.</summary>
    [Id(1)] public string? NotTraded { get; init; }
}
