using Executor.GrainInterfaces;

namespace Executor.Grains.Fleet;

/// <summary>Makes the views of the fleet from its stored state.</summary>
internal static class FleetViews
{
    public static FleetModeView Mode(FleetState state) => new()
    {
        Mode = state.Mode,
        Since = state.Change?.At,
        Reason = state.Change?.Reason,
        By = state.Change?.By,
        CooldownUntil = state.CooldownUntil,
    };

    public static FleetView Of(FleetState state) => new()
    {
        Mode = Mode(state),
        Roster = RosterRules.Traded(state),
        Shutdown = state.Shutdown is not { } shutdown ? null : new ShutdownView
        {
            Phase = shutdown.Phase,
            Flatten = shutdown.Flatten,
            Reason = shutdown.Reason,
            StartedAt = shutdown.StartedAt,
            Reports = [.. shutdown.Findings.Select(finding => new SymbolReport
            {
                Symbol = finding.Symbol,
                IsFlat = finding.IsFlat,
                Status = finding.Status,
                Reasons = finding.Reasons,
            })],
        },
    };
}
