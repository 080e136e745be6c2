using Executor.Core.Positions;

namespace Executor.Replay.Running;

/// <summary>What decides. A seam for tests of the safety checks, which need rules that break them.</summary>
internal interface IPositionRules
{
    /// <inheritdoc cref="PositionMachine.Decide"/>
    Decision Decide(PositionState state, PositionInput input, PositionContext context);

    /// <inheritdoc cref="PositionMachine.Schedule"/>
    PositionSchedule Schedule(PositionState state, PositionContext context);
}
