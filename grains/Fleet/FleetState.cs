using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.GrainInterfaces;

namespace Executor.Grains.Fleet;

/// <summary>The symbols of the fleet, and whether they enter.</summary>
public sealed record FleetState
{
    /// <summary>Journal events kept in the state; older ones live in the journal alone.</summary>
    public const int JournalDepth = 48;

    /// <summary>Symbols that the silo that started last is configured with, in order.</summary>
    public ImmutableArray<string> Configured { get; init; } = [];

    /// <summary>Symbols that were added at run time; traded whatever silos are configured with.</summary>
    public ImmutableArray<RosterChange> Added { get; init; } = [];

    /// <summary>Symbols that were taken out at run time; not traded whatever silos are configured with.</summary>
    public ImmutableArray<RosterChange> Removed { get; init; } = [];

    /// <summary>Symbols that are not traded any more and whose position was not flat when last seen.</summary>
    public ImmutableArray<string> Leaving { get; init; } = [];

    /// <summary>Whether entries are allowed.</summary>
    public FleetMode Mode { get; init; }

    /// <summary>When, by whom and why the mode was changed last; null: never.</summary>
    public ModeChange? Change { get; init; }

    /// <summary>No entry before this time, whatever the mode; null: none.</summary>
    public DateTimeOffset? CooldownUntil { get; init; }

    /// <summary>The shutdown under way, or the last one since the last wake-up; null: none.</summary>
    public FleetShutdown? Shutdown { get; init; }

    /// <summary>Number of the newest journal event.</summary>
    public long JournalSequence { get; init; }

    /// <summary>The newest journal events, oldest first.</summary>
    public ImmutableArray<JournalEvent> Journal { get; init; } = [];
}

/// <summary>A change of the roster at run time.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record RosterChange(string Symbol, DateTimeOffset At, string By, string Reason);

/// <summary>A change of the mode.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record ModeChange(DateTimeOffset At, string By, string Reason);

/// <summary>A shutdown, stored at each step so that a restart goes on where it stood.</summary>
/// <param name="Phase">How far it has come.</param>
/// <param name="Flatten">True: positions are closed.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Findings">What each symbol showed when it was looked at last.</param>
public sealed record FleetShutdown(
    ShutdownPhase Phase, bool Flatten, DateTimeOffset StartedAt, string Reason, ImmutableArray<SymbolFinding> Findings);

/// <summary>What one symbol showed.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="IsFlat">True: proven flat on the exchange.</param>
/// <param name="Status">Status by name.</param>
/// <param name="Reasons">Why it is not flat, or not known to be.</param>
public sealed record SymbolFinding(string Symbol, bool IsFlat, string Status, ImmutableArray<string> Reasons);
