using Executor.Core.Positions;

namespace Executor.FaultExplorer.Driving;

/// <summary>What decides. The product's machine, or one with a bug built in to see that it is caught.</summary>
internal interface IMachine
{
    Decision Decide(PositionState state, PositionInput input, PositionContext context);

    PositionSchedule Schedule(PositionState state, PositionContext context);
}

/// <summary>The product.</summary>
internal sealed class CoreMachine : IMachine
{
    public static CoreMachine Instance { get; } = new();

    public Decision Decide(PositionState state, PositionInput input, PositionContext context) => PositionMachine.Decide(state, input, context);

    public PositionSchedule Schedule(PositionState state, PositionContext context) => PositionMachine.Schedule(state, context);
}
