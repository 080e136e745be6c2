namespace Executor.Core.Arithmetic;

/// <summary>Why a quantity cannot be cut into legs.</summary>
public enum SplitError
{
    /// <summary>It was cut.</summary>
    None,

    /// <summary>There is no whole lot step in it.</summary>
    QuantityBelowOneStep,

    /// <summary>There is one lot step in it: nothing is left for the second leg.</summary>
    LegRoundsToZero,
}
