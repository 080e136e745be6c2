using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>One step that brings what rests nearer to what should rest.</summary>
public abstract record ExitStep(Slot Slot)
{
    /// <summary>Place an exit where nothing rests.</summary>
    public sealed record Place(DesiredExit Exit) : ExitStep(Exit.Slot);

    /// <summary>Cancel what rests and place another order, in one request.</summary>
    public sealed record Replace(WorkingExit Working, DesiredExit Exit) : ExitStep(Exit.Slot);

    /// <summary>Reduce what rests to a smaller quantity, without giving up its place.</summary>
    public sealed record Shrink(WorkingExit Working, decimal NewQuantity) : ExitStep(Working.Slot);

    /// <summary>Cancel what rests.</summary>
    public sealed record Cancel(WorkingExit Working) : ExitStep(Working.Slot);
}

/// <summary>What the reconciler may assume.</summary>
/// <param name="Held">Base that may be put under exits; what requests of unknown outcome may hold is already taken off.</param>
/// <param name="Rules">What the exchange allows.</param>
/// <param name="Blocked">Slots in which nothing may be sent now: a request is unsettled, or they back off.</param>
/// <param name="NoAmend">Slots in which the exchange refused to amend.</param>
public sealed record ReconcilerLimits(decimal Held, SymbolRules Rules, ImmutableArray<Slot> Blocked, ImmutableArray<Slot> NoAmend);

/// <summary>
/// Compares the exits that should rest with those that do and names the next step. What is missing comes first and frees only what it
/// needs; what differs follows, one slot after the other, so that at most one leg is between two orders; what nobody wants goes when
/// its quantity is needed or nothing else is left to do. The sum of resting exits never exceeds what is held.
/// </summary>
public static class Reconciler
{
    /// <summary>The next step; null when nothing differs or nothing may be sent now.</summary>
    public static ExitStep? Next(ImmutableArray<DesiredExit> desired, ImmutableArray<WorkingExit> working, ReconcilerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Missing(desired, working, limits) ?? Different(desired, working, limits) ?? Unwanted(desired, working, limits);
    }

    /// <summary>True when exactly what should rest does.</summary>
    public static bool IsSettled(ImmutableArray<DesiredExit> desired, ImmutableArray<WorkingExit> working) =>
        desired.Length == working.Length && desired.All(exit => working.Any(unit => Matches(unit, exit)));

    private static ExitStep? Missing(ImmutableArray<DesiredExit> desired, ImmutableArray<WorkingExit> working, ReconcilerLimits limits)
    {
        var free = limits.Held - working.Sum(unit => unit.Quantity);
        foreach (var exit in desired)
        {
            if (limits.Blocked.Contains(exit.Slot) || working.Any(unit => unit.Slot == exit.Slot))
            {
                continue;
            }

            if (exit.Quantity <= free)
            {
                return new ExitStep.Place(exit);
            }

            if (Release(exit.Quantity - free, desired, working, limits) is { } release)
            {
                return release;
            }
        }

        return null;
    }

    /// <summary>Frees <paramref name="shortfall"/> from a unit that holds more than it should, and not more than that.</summary>
    private static ExitStep? Release(
        decimal shortfall, ImmutableArray<DesiredExit> desired, ImmutableArray<WorkingExit> working, ReconcilerLimits limits)
    {
        foreach (var unit in working)
        {
            var wanted = desired.FirstOrDefault(exit => exit.Slot == unit.Slot)?.Quantity ?? 0m;
            if (limits.Blocked.Contains(unit.Slot) || unit.Quantity <= wanted)
            {
                continue;
            }

            var rest = Math.Max(wanted, unit.Quantity - shortfall);
            if (rest == 0m)
            {
                return new ExitStep.Cancel(unit);
            }

            if (CanAmend(unit, limits))
            {
                return new ExitStep.Shrink(unit, rest);
            }

            if (desired.FirstOrDefault(exit => exit.Slot == unit.Slot) is { } exitHere)
            {
                return Change(unit, exitHere, working, limits);
            }

            return new ExitStep.Cancel(unit);
        }

        return null;
    }

    private static ExitStep? Different(ImmutableArray<DesiredExit> desired, ImmutableArray<WorkingExit> working, ReconcilerLimits limits)
    {
        var free = limits.Held - working.Sum(unit => unit.Quantity);
        foreach (var exit in desired)
        {
            if (limits.Blocked.Contains(exit.Slot))
            {
                continue;
            }

            // A market order that is under way is not touched; of several units the one that matches stays.
            var units = working.Where(unit => unit.Slot == exit.Slot).ToList();
            if (units.Count == 0 || units.Any(unit => unit.Shape is ExitShape.Market or ExitShape.Take))
            {
                continue;
            }

            var kept = units.FirstOrDefault(unit => Matches(unit, exit)) ?? units[0];
            if (units.FirstOrDefault(unit => unit != kept) is { } surplus)
            {
                return new ExitStep.Cancel(surplus);
            }

            // One that must grow waits until another has let go of the quantity; one that shrinks waits for nobody.
            if (!Matches(kept, exit) && (exit.Quantity <= kept.Quantity || exit.Quantity - kept.Quantity <= free))
            {
                return Change(kept, exit, working, limits);
            }
        }

        return null;
    }

    private static ExitStep Change(WorkingExit unit, DesiredExit exit, ImmutableArray<WorkingExit> working, ReconcilerLimits limits)
    {
        if (exit.Quantity < unit.Quantity && Matches(unit with { Quantity = exit.Quantity }, exit) && CanAmend(unit, limits))
        {
            return new ExitStep.Shrink(unit, exit.Quantity);
        }

        // What leaves at market may be executing under its stop already: the cancel tells how much is left to sell.
        return exit.Shape is not (ExitShape.Oco or ExitShape.Market) && !unit.HasExecuted && limits.Rules.CancelReplaceAllowed && !AreStopsAtTheirMost(working, limits)
            ? new ExitStep.Replace(unit, exit)
            : new ExitStep.Cancel(unit);
    }

    private static ExitStep.Cancel? Unwanted(ImmutableArray<DesiredExit> desired, ImmutableArray<WorkingExit> working, ReconcilerLimits limits)
    {
        var unit = working.FirstOrDefault(candidate =>
            !limits.Blocked.Contains(candidate.Slot)
            && candidate.Shape is not (ExitShape.Market or ExitShape.Take)
            && desired.All(exit => exit.Slot != candidate.Slot));
        return unit is null ? null : new ExitStep.Cancel(unit);
    }

    /// <summary>True when one more stop would be too many: a replacement counts as one more, since the exchange counts before it cancels.</summary>
    private static bool AreStopsAtTheirMost(ImmutableArray<WorkingExit> working, ReconcilerLimits limits) =>
        limits.Rules.MaxAlgoOrders > 0 && working.Count(unit => unit.StopPrice is not null) >= limits.Rules.MaxAlgoOrders;

    private static bool CanAmend(WorkingExit unit, ReconcilerLimits limits) =>
        limits.Rules.AmendAllowed
        && !limits.NoAmend.Contains(unit.Slot)
        && unit.Shape is ExitShape.Oco or ExitShape.Stop;

    /// <summary>How far the limit of a stop lies behind its trigger follows from the settings and the tick of the time at which it was placed. Another distance
    /// now is no reason to take protection away.</summary>
    private static bool Matches(WorkingExit unit, DesiredExit exit) =>
        unit.Slot == exit.Slot
        && unit.Shape == exit.Shape
        && unit.Quantity == exit.Quantity
        && unit.Target == exit.Target
        && unit.StopPrice == exit.StopPrice
        && (unit.StopLimit is null) == (exit.StopLimit is null);
}
