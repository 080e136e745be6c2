using System.Collections.Immutable;

namespace Executor.FaultExplorer.Schedules;

/// <summary>What the market does with one position: the lives of the matrix.</summary>
internal static class MarketPaths
{
    public static ImmutableArray<(string Name, ImmutableArray<Act> Acts)> All { get; } =
    [
        ("stop", [Signal(0), Wait(5), new(ActKind.ToStop, 3m, 20), Wait(10)]),
        ("first target, break-even", [Signal(0), Wait(5), new(ActKind.ToTarget1, 2m, 20), Wait(10), new(ActKind.ToStop, 3m, 20), Wait(10)]),
        ("both targets, trail", [
            Signal(0), Wait(5), new(ActKind.ToTarget1, 2m, 20), Wait(10), new(ActKind.ToTarget2, 2m, 20), new(ActKind.Walk, 60m, 60), new(ActKind.Walk, -40m, 60),
            new(ActKind.Walk, 80m, 90), new(ActKind.Walk, -50m, 90), new(ActKind.Walk, 90m, 90), Wait(60), new(ActKind.ToStop, 3m, 60), Wait(10)]),
        ("gap through the stop", [Signal(0), Wait(5), new(ActKind.GapStop, 900m, 5), Wait(20)]),
        ("gap over both targets", [Signal(0), Wait(5), new(ActKind.GapTarget2, 900m, 5), Wait(20), new(ActKind.ToStop, 3m, 20)]),
        ("Plan B", [Signal(-20), Wait(100), new(ActKind.ToStop, 3m, 20), Wait(10)]),
        ("never filled", [Signal(-120), Wait(100)]),
        ("entry in parts", [Signal(-20), Wait(2), new(ActKind.ToEntry, 1m, 2), Wait(5), new(ActKind.ToEntry, 2m, 5), Wait(100), new(ActKind.ToTarget1, 2m, 20), Wait(5), new(ActKind.ToStop, 3m, 20)]),
        ("flash", [Signal(0), Wait(5), new(ActKind.Flash, -400m, 2), Wait(10), new(ActKind.Flash, 500m, 2), Wait(10)]),
        ("closed by an operator", [Signal(0), Wait(5), new(ActKind.Walk, 60m, 10), new(ActKind.Flatten), Wait(10)]),
        ("closed while it enters", [Signal(-20), Wait(3), new(ActKind.Flatten), Wait(10)]),
    ];

    private static Act Signal(decimal offset) => new(ActKind.Signal, offset);

    private static Act Wait(int seconds) => new(ActKind.Wait, 0m, seconds);
}
