using Executor.Core.Journal;

namespace Executor.Core.Invariants;

/// <summary>Reads findings of invariants out of the journal.</summary>
public static class InvariantEvents
{
    internal const string Name = "INVARIANT_FAIL";
    internal const string IdField = "invariant_id";

    /// <summary>True for an event that tells of a finding.</summary>
    public static bool Is(JournalEvent entry) => entry is { Name: Name };

    /// <summary>True for one that tells of an error.</summary>
    public static bool IsError(JournalEvent entry) => entry is { Name: Name, Level: JournalLevel.Alarm };

    /// <summary>Which invariant <paramref name="entry"/> tells of, <c>I1</c> to <c>I20</c>; to be asked of a finding alone.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The event is no finding.</exception>
    public static string IdOf(JournalEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Fields.First(field => field.Name == IdField).Value;
    }
}
