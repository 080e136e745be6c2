namespace Executor.Core.Invariants;

/// <summary>Where what is in force differs from what was recorded (W52).</summary>
/// <param name="IsStopDueWhenOpen">I1 also judges a position whose exits have been placed.</param>
/// <param name="MayTargetsCoincide">I2: both targets may be at one price, as the plan's own check allows.</param>
/// <param name="MayStopBeBeyondEntry">I2: after the first target the stop may be anywhere on the better side of the entry price: it trails.</param>
/// <param name="DoesThrottleKnowSeverity">A warning holds back no error of the same invariant, and no finding another of another kind.</param>
internal sealed record InvariantRules(bool IsStopDueWhenOpen, bool MayTargetsCoincide, bool MayStopBeBeyondEntry, bool DoesThrottleKnowSeverity)
{
    /// <summary>As recorded.</summary>
    public static InvariantRules Recorded { get; } = new(false, false, false, false);

    /// <summary>Without its gaps and false alarms.</summary>
    public static InvariantRules InForce { get; } = new(true, true, true, true);
}
