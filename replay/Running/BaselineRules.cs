using Executor.Core.Positions;

namespace Executor.Replay.Running;

/// <summary>
/// The exit policy to compare with: stop and targets as planned, no break-even, no trail; what would be left for the trail leaves at the
/// second target or at the stop. Entries, filters, refusals and faults are the core's.
/// </summary>
internal sealed class BaselineRules(IPositionRules core) : IPositionRules
{
    public Decision Decide(PositionState state, PositionInput input, PositionContext context)
    {
        var decision = core.Decide(state, input, WithoutTrail(context));
        return decision.Next.Trade is { } trade && Fixed(trade) is var wanted && !ReferenceEquals(wanted, trade)
            ? decision with { Next = decision.Next with { Trade = wanted } }
            : decision;
    }

    public PositionSchedule Schedule(PositionState state, PositionContext context) => core.Schedule(state, WithoutTrail(context));

    private static PositionContext WithoutTrail(PositionContext context) =>
        context with { Settings = context.Settings with { TrailAfterSecondTarget = false } };

    /// <summary>Break-even counts as done before it begins, and the runner joins the leg of the second target as soon as there are legs.</summary>
    private static Trade Fixed(Trade trade)
    {
        if (trade.BreakEven == BreakEvenPhase.Waiting)
        {
            trade = trade with { BreakEven = BreakEvenPhase.Done };
        }

        if (trade.Legs.FirstOrDefault(leg => leg.Slot == Slot.Runner) is not { } runner
            || trade.Legs.FirstOrDefault(leg => leg.Slot == Slot.Target2) is not { } second)
        {
            return trade;
        }

        var joined = second with { Quantity = second.Quantity + runner.Quantity, ClosedQuantity = second.ClosedQuantity + runner.ClosedQuantity };
        return trade with { Legs = trade.Legs.Remove(runner).Replace(second, joined) };
    }
}
