namespace Executor.Core.Positions;

/// <summary>
/// The behaviour of a position as a pure function: no I/O, no clock, no randomness. The grain, the replay and the fault explorer all
/// drive this same function.
/// </summary>
public static class PositionMachine
{
    /// <summary>One step: takes in <paramref name="input"/>, works out what follows, and names at most one request to the exchange.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Decision Decide(PositionState state, PositionInput input, PositionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        return new Decision(state, [], null, null);
    }

    /// <summary>When and at which prices <paramref name="state"/> wants a <see cref="PositionInput.Tick"/> although nothing was reported.</summary>
    public static PositionSchedule Schedule(PositionState state, PositionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        return PositionSchedule.Idle;
    }
}
