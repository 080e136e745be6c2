using Executor.Core.Positions;

namespace Executor.Replay.Running;

/// <summary>The rules of the core, the same that the grains run.</summary>
internal sealed class CoreRules : IPositionRules
{
    public static CoreRules Instance { get; } = new();

    public Decision Decide(PositionState state, PositionInput input, PositionContext context) =>
        PositionMachine.Decide(state, input, context);

    public PositionSchedule Schedule(PositionState state, PositionContext context) => PositionMachine.Schedule(state, context);
}
