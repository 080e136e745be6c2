using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>What an exit looks like on the exchange.</summary>
public enum ExitShape
{
    /// <summary>Target and stop as one list.</summary>
    Oco,

    /// <summary>A stop alone.</summary>
    Stop,

    /// <summary>A limit order at the target that takes at once or expires.</summary>
    Take,

    /// <summary>A market order.</summary>
    Market,
}

/// <summary>An exit that should rest, or be sent, now.</summary>
/// <param name="Slot">Where it belongs.</param>
/// <param name="Shape">What it looks like.</param>
/// <param name="Quantity">Base, above 0, a multiple of the lot step.</param>
/// <param name="Target">Take-profit price; null where the shape has none.</param>
/// <param name="StopPrice">Trigger price; null where the shape has none.</param>
/// <param name="StopLimit">Limit price of the stop; null for a stop-market and where the shape has none.</param>
public sealed record DesiredExit(Slot Slot, ExitShape Shape, decimal Quantity, decimal? Target, decimal? StopPrice, decimal? StopLimit);

/// <summary>
/// Says which exits should rest on the exchange. Everything that moves exits (a fill, break-even, the trail, an order cancelled by
/// hand, a restart) changes the state, and with it this answer; the reconciler closes the difference.
/// </summary>
public static class ExitPlan
{
    /// <summary>The exits that <paramref name="trade"/> should have now, in slot order.</summary>
    public static ImmutableArray<DesiredExit> Desired(Trade trade, SymbolSettings settings, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rules);
        if (trade.Entry != EntryPhase.Done)
        {
            return Guard(trade, settings, rules);
        }

        var open = trade.Legs.Where(leg => leg.OpenQuantity > 0m);
        return NotCovered(trade, settings.ExitStyle switch
        {
            ExitStyle.Oco or ExitStyle.Bracket => [.. open.Select(leg => Single(trade, leg, settings, rules))],
            ExitStyle.Legs => Together(trade, [.. open], settings, rules),
        });
    }

    /// <summary>A stop of somebody else that was taken over stands in for one of ours where nothing of ours rests.</summary>
    private static ImmutableArray<DesiredExit> NotCovered(Trade trade, ImmutableArray<DesiredExit> exits)
    {
        var foreign = trade.ForeignStops.Sum(stop => stop.Quantity);
        var wanted = ImmutableArray.CreateBuilder<DesiredExit>();
        foreach (var exit in exits)
        {
            if (exit.Quantity <= foreign && exit.Shape is ExitShape.Oco or ExitShape.Stop && !trade.Orders.Any(order => order.Slot == exit.Slot && order.IsLive))
            {
                foreign -= exit.Quantity;
            }
            else
            {
                wanted.Add(exit);
            }
        }

        return wanted.ToImmutable();
    }

    /// <summary>Stop and second target for the whole quantity as one list: what a bracket carries.</summary>
    internal static DesiredExit Whole(TradePlan plan, decimal quantity, SymbolSettings settings, SymbolRules rules) =>
        Stop(Slot.Target2, plan.Side, quantity, plan.Stop, settings, rules) with { Shape = ExitShape.Oco, Target = plan.Target2 };

    /// <summary>The slot whose order is the stop of <paramref name="leg"/>.</summary>
    internal static Slot StopSlot(Leg leg, SymbolSettings settings) => settings.ExitStyle switch
    {
        ExitStyle.Oco or ExitStyle.Bracket => leg.Slot,
        ExitStyle.Legs => Slot.Runner,
    };

    /// <summary>While the entry is under way one stop protects what has filled; once the position is to be closed, that leaves at market.</summary>
    private static ImmutableArray<DesiredExit> Guard(Trade trade, SymbolSettings settings, SymbolRules rules)
    {
        // What a list that is paid by its entry has bought is locked for its exits until it ends.
        if (EntryLists.LocksWhatFilled(trade))
        {
            return [];
        }

        var quantity = Steps.FloorTo(Holdings.Open(trade, rules), rules.LotStep);
        if (trade.CloseReason is not null)
        {
            return Holdings.IsSellable(quantity, trade.Plan.Stop, rules) ? [new DesiredExit(Slot.Runner, ExitShape.Market, quantity, null, null, null)] : [];
        }

        var level = Levels.RoundTighter(trade.Plan.Side, trade.Plan.Stop, rules.TickSize);
        var exit = Stop(Slot.Runner, trade.Plan.Side, quantity, level, settings, rules);
        return Holdings.IsSellable(quantity, Math.Min(trade.Plan.Stop, exit.StopLimit ?? trade.Plan.Stop), rules) ? [exit] : [];
    }

    private static DesiredExit Single(Trade trade, Leg leg, SymbolSettings settings, SymbolRules rules) => leg.Phase switch
    {
        LegPhase.Open when leg is { Target: { } target, LeavingCause: null } =>
            Stop(leg.Slot, trade.Plan.Side, leg.OpenQuantity, leg.StopPrice, settings, rules) with { Shape = ExitShape.Oco, Target = target },
        LegPhase.Open => Stop(leg.Slot, trade.Plan.Side, leg.OpenQuantity, leg.StopPrice, settings, rules),
        LegPhase.TakingProfit => new DesiredExit(leg.Slot, ExitShape.Take, leg.OpenQuantity, leg.Target, null, null),
        LegPhase.Leaving => new DesiredExit(leg.Slot, ExitShape.Market, leg.OpenQuantity, null, null, null),
        LegPhase.Closed => throw new InvalidOperationException($"{leg.Slot} is closed and still has {leg.OpenQuantity} open."),
    };

    /// <summary>Style <c>legs</c>: one stop for all legs that wait, one market order for all that leave, each target by itself.</summary>
    private static ImmutableArray<DesiredExit> Together(Trade trade, ImmutableArray<Leg> open, SymbolSettings settings, SymbolRules rules)
    {
        var exits = ImmutableArray.CreateBuilder<DesiredExit>();
        exits.AddRange(open.Where(leg => leg.Phase == LegPhase.TakingProfit).Select(leg => Single(trade, leg, settings, rules)));
        var leaving = open.Where(leg => leg.Phase == LegPhase.Leaving).Sum(leg => leg.OpenQuantity);
        var waiting = open.Where(leg => leg.Phase == LegPhase.Open).ToList();
        if (waiting.Count > 0)
        {
            exits.Add(Stop(Slot.Runner, trade.Plan.Side, waiting.Sum(leg => leg.OpenQuantity), StopRules.Tightest(trade), settings, rules));
        }

        if (leaving > 0m)
        {
            var slot = waiting.Count > 0 ? open.First(leg => leg.Phase == LegPhase.Leaving).Slot : Slot.Runner;
            exits.Add(new DesiredExit(slot, ExitShape.Market, leaving, null, null, null));
        }

        return exits.ToImmutable();
    }

    private static DesiredExit Stop(Slot slot, PositionSide side, decimal quantity, decimal stop, SymbolSettings settings, SymbolRules rules) =>
        new(slot, ExitShape.Stop, quantity, null, stop, settings.StopKind switch
        {
            StopKind.StopLossLimit => StopLimit.LimitPrice(side, stop, settings.StopLimitGapTicks, rules.TickSize),
            StopKind.StopLoss => null,
        });
}
