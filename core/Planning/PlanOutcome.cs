namespace Executor.Core.Planning;

/// <summary>Answer of the planner.</summary>
public abstract record PlanOutcome
{
    private PlanOutcome() { }

    /// <summary>The trade would look like this; its exits are still to be checked.</summary>
    /// <param name="Plan">The whole trade.</param>
    public sealed record Planned(TradePlan Plan) : PlanOutcome
    {
        /// <summary>Time of the bar that counted as the signal's, UTC.</summary>
        public required DateTimeOffset BarTime { get; init; }
    }

    /// <summary>The trade is not opened.</summary>
    /// <param name="Reason">One of <see cref="PlanRefusals"/>.</param>
    /// <param name="Detail">The rule and the numbers it saw, in words.</param>
    public sealed record Refused(string Reason, string Detail) : PlanOutcome
    {
        /// <summary>What had been worked out before the refusal; null when nothing had.</summary>
        public PlanFigures? Figures { get; init; }
    }
}
