namespace Executor.Core.Positions.Watchdogs;

/// <summary>What is known of a take-profit order.</summary>
public enum TargetState
{
    /// <summary>It has done its work, was never placed, or is not to be judged.</summary>
    Settled,

    /// <summary>It rests, as far as is known.</summary>
    Resting,

    /// <summary>It ended without being filled: cancelled, rejected, expired, or the exchange does not know it.</summary>
    Gone,
}

/// <summary>One take-profit to be judged.</summary>
/// <param name="State">What is known of its order.</param>
/// <param name="Price">Its price, quote per base; null: not known.</param>
/// <param name="Quantity">Base of its leg, what has executed included; 0: not known.</param>
/// <param name="Executed">Base that its order has executed without being filled; 0 or more.</param>
public sealed record TargetWatch(TargetState State, decimal? Price, decimal Quantity, decimal Executed)
{
    /// <summary>Nothing to judge.</summary>
    public static TargetWatch None { get; } = new(TargetState.Settled, null, 0m, 0m);
}

/// <summary>What the take-profits need. The first that applies counts.</summary>
public enum TargetVerdict
{
    /// <summary>Nothing.</summary>
    Fine,

    /// <summary>The first target has executed in part.</summary>
    FirstPartial,

    /// <summary>The first target is gone and price is beyond it: its leg leaves at market.</summary>
    FirstCrossed,

    /// <summary>The second target is gone and it is not known where it was.</summary>
    SecondUncertain,

    /// <summary>The second target is gone and price has not reached it.</summary>
    SecondNotInZone,

    /// <summary>The second target is gone and price is at or beyond it: what is left trails.</summary>
    SecondCrossed,
}

/// <summary>The judgement.</summary>
/// <param name="Verdict">What they need.</param>
/// <param name="Rest">What is left of the first target's leg, with <see cref="TargetVerdict.FirstPartial"/> and <see cref="TargetVerdict.FirstCrossed"/>.</param>
public sealed record TargetFinding(TargetVerdict Verdict, Remainder Rest);
