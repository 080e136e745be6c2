using System.Diagnostics.Metrics;
using Executor.GrainInterfaces;

namespace Executor.Grains.Telemetry;

/// <summary>What gauges see of the fleet, on the silo that hosts it.</summary>
/// <param name="View">The newest view.</param>
internal sealed record FleetSight(Func<FleetView> View);

/// <summary>Gauges of the fleet.</summary>
internal static class FleetGauges
{
    public static void Add(Meter meter, Living<FleetSight> fleets)
    {
        meter.CreateObservableGauge("executor.fleet.symbols", () => fleets.All.Select(fleet => new Measurement<long>(fleet.Value.View().Roster.Length)), "{symbol}",
            "Symbols of the roster.");
        meter.CreateObservableGauge("executor.fleet.mode", () => fleets.All.Select(fleet =>
            new Measurement<long>(1, new KeyValuePair<string, object?>("mode", Word(fleet.Value.View())))), "{fleet}", "1 for the mode of the fleet.");
    }

    private static string Word(FleetView view) => view switch
    {
        { Shutdown: { Phase: not ShutdownPhase.Done } } => "shutting_down",
        { Mode.Mode: FleetMode.Running } => "trading",
        { Mode.Mode: FleetMode.Paused } => "paused",
        { Mode.Mode: FleetMode.Asleep } => "asleep",
    };
}
