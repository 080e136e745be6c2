using Executor.Core.Journal;

namespace Executor.Core.Positions;

/// <summary>Causes of windows in which less than the open quantity is under stops: words for people, and a short code for each.</summary>
public static class UncoveredCauses
{
    internal const string WindowEvent = "UNCOVERED_WINDOW";
    internal const string CauseField = "cause";
    internal const string Leaving = "leaving at market";
    internal const string EntryFilling = "entry is filling";
    internal const string PlacingExits = "exits are being placed";
    internal const string LegLeaving = "leg leaves at market";
    internal const string TakingTarget = "target is being taken";
    internal const string MovingStop = "stop is being moved";
    internal const string MissingExit = "exit is missing on the exchange";

    /// <summary>Code of the cause that <paramref name="entry"/> names: <c>entry_filling</c>, <c>placing_exits</c>, <c>moving_stop</c>, <c>leaving</c>,
    /// <c>taking_target</c> or <c>missing_exit</c>; null: it tells of no window.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is null.</exception>
    public static string? CodeOf(JournalEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Name == WindowEvent ? CodeOf(entry.Fields.First(field => field.Name == CauseField).Value) : null;
    }

    private static string CodeOf(string cause) => cause switch
    {
        EntryFilling => "entry_filling",
        PlacingExits => "placing_exits",
        LegLeaving => "leaving",
        TakingTarget => "taking_target",
        _ when cause.StartsWith(Leaving, StringComparison.Ordinal) => "leaving",
        _ when cause.StartsWith(MovingStop, StringComparison.Ordinal) => "moving_stop",
        _ => "missing_exit",
    };
}
