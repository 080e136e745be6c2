using System.Collections.Immutable;
using Executor.GrainInterfaces;

namespace Executor.Silo.Http;

/// <summary>Answer to <c>GET /fleet</c> and to the calls that change the mode.</summary>
/// <param name="Mode"><c>Running</c>, <c>Paused</c> or <c>Asleep</c>.</param>
/// <param name="Since">Since when, UTC; null: nobody has ever changed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="CooldownUntil">No entry before this time, whatever the mode.</param>
/// <param name="Shutdown">The shutdown under way, or the last one since the last wake-up.</param>
/// <param name="Portfolio">Limits and what counts towards them; null when they cannot be asked for.</param>
/// <param name="Roster">The symbols.</param>
internal sealed record FleetAnswer(
    string Mode, DateTimeOffset? Since, string? Reason, string? By, DateTimeOffset? CooldownUntil, ShutdownAnswer? Shutdown, PortfolioView? Portfolio,
    ImmutableArray<string> Roster)
{
    public static FleetAnswer Of(FleetView view, PortfolioView? portfolio) => new(
        view.Mode.Mode.ToString(),
        view.Mode.Since,
        view.Mode.Reason,
        view.Mode.By,
        view.Mode.CooldownUntil,
        view.Shutdown is { } shutdown
            ? new ShutdownAnswer(shutdown.Phase.ToString(), shutdown.Flatten, shutdown.Reason, shutdown.StartedAt, shutdown.Reports)
            : null,
        portfolio,
        view.Roster);
}

/// <summary>A shutdown.</summary>
/// <param name="Phase"><c>Reconciling</c>, <c>Flattening</c> or <c>Done</c>.</param>
/// <param name="Flatten">True: positions are closed.</param>
/// <param name="Reason">Why.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="Reports">One a symbol that has been looked at.</param>
internal sealed record ShutdownAnswer(string Phase, bool Flatten, string Reason, DateTimeOffset StartedAt, ImmutableArray<SymbolReport> Reports);
