using Executor.Core.Arithmetic;

namespace Executor.Core.Planning;

/// <summary>Answer of <see cref="ExitPlanCheck"/>.</summary>
public abstract record ExitPlanResult
{
    private ExitPlanResult() { }

    /// <summary>The plan can be placed.</summary>
    /// <param name="Quantity">The total rounded down to the lot step, base asset.</param>
    /// <param name="Legs">Its parts.</param>
    /// <param name="Prices">The four prices, exactly on the tick.</param>
    public sealed record Accepted(decimal Quantity, LegQuantities Legs, ExitPrices Prices) : ExitPlanResult;

    /// <summary>The plan cannot be placed.</summary>
    /// <param name="Error">The first fault.</param>
    /// <param name="Detail">The rule and the numbers it saw.</param>
    public sealed record Refused(ExitPlanError Error, string Detail) : ExitPlanResult;
}
