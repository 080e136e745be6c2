using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>Whether the fleet enters.</summary>
public enum FleetMode
{
    /// <summary>Entries are allowed.</summary>
    Running,

    /// <summary>No entries.</summary>
    Paused,

    /// <summary>No entries, and signals are answered <c>asleep</c>.</summary>
    Asleep,
}

/// <summary>How far a shutdown has come.</summary>
public enum ShutdownPhase
{
    /// <summary>Every symbol is being looked at on the exchange.</summary>
    Reconciling,

    /// <summary>Positions are being closed, and proven flat.</summary>
    Flattening,

    /// <summary>Ended; the reports say what was found.</summary>
    Done,
}

/// <summary>Whether the fleet enters, and why not.</summary>
[GenerateSerializer, Immutable, Alias("Executor.FleetModeView")]
public sealed record FleetModeView
{
    /// <summary>Whether it enters.</summary>
    [Id(0)] public required FleetMode Mode { get; init; }

    /// <summary>Since when, UTC; null: nobody has ever changed it.</summary>
    [Id(1)] public DateTimeOffset? Since { get; init; }

    /// <summary>Why; null: nobody has ever changed it.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>Who changed it last; null: nobody has.</summary>
    [Id(3)] public string? By { get; init; }

    /// <summary>No entry before this time, whatever the mode (EMERGENCY_COOLDOWN_SEC after a shutdown); null: none.</summary>
    [Id(4)] public DateTimeOffset? CooldownUntil { get; init; }
}

/// <summary>The fleet as others may see it.</summary>
[GenerateSerializer, Immutable, Alias("Executor.FleetView")]
public sealed record FleetView
{
    /// <summary>Whether it enters.</summary>
    [Id(0)] public required FleetModeView Mode { get; init; }

    /// <summary>The shutdown under way, or the last one; null: none since the last wake-up.</summary>
    [Id(1)] public ShutdownView? Shutdown { get; init; }

    /// <summary>The traded symbols, in order.</summary>
    [Id(2)] public ImmutableArray<string> Roster { get; init; } = [];
}

/// <summary>A shutdown.</summary>
[GenerateSerializer, Immutable, Alias("Executor.ShutdownView")]
public sealed record ShutdownView
{
    /// <summary>How far it has come.</summary>
    [Id(0)] public required ShutdownPhase Phase { get; init; }

    /// <summary>True: positions are closed.</summary>
    [Id(1)] public required bool Flatten { get; init; }

    /// <summary>Why.</summary>
    [Id(2)] public required string Reason { get; init; }

    /// <summary>When it began, UTC.</summary>
    [Id(3)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>One a symbol that has been looked at, in the order of the roster.</summary>
    [Id(4)] public ImmutableArray<SymbolReport> Reports { get; init; } = [];
}

/// <summary>What the exchange shows of one symbol, against what its position knows.</summary>
[GenerateSerializer, Immutable, Alias("Executor.SymbolReport")]
public sealed record SymbolReport
{
    /// <summary>The symbol.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>True when nothing of ours is left: no position, no order, no holding and no debt of a trade.</summary>
    [Id(1)] public required bool IsFlat { get; init; }

    /// <summary>Status by name; <c>Unknown</c> when the position did not answer.</summary>
    [Id(2)] public required string Status { get; init; }

    /// <summary>Why it is not flat, or not known to be; empty when flat.</summary>
    [Id(3)] public ImmutableArray<string> Reasons { get; init; } = [];
}
