using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>How far the planner got; what was not reached is null. Kept with a refusal, so that the journal can show its numbers.</summary>
/// <param name="Side">Direction of the position.</param>
/// <param name="FeedEntry">Entry limit, feed quote.</param>
public sealed record PlanFigures(PositionSide Side, decimal FeedEntry)
{
    /// <summary>Index of the signal bar in the series.</summary>
    public int? BarIndex { get; init; }

    /// <summary>Stop, feed quote.</summary>
    public decimal? FeedStop { get; init; }

    /// <summary>First target, feed quote.</summary>
    public decimal? FeedTarget1 { get; init; }

    /// <summary>Second target, feed quote.</summary>
    public decimal? FeedTarget2 { get; init; }

    /// <summary>Entry limit, traded quote.</summary>
    public decimal? Entry { get; init; }

    /// <summary>Stop trigger, traded quote.</summary>
    public decimal? Stop { get; init; }

    /// <summary>First target, traded quote.</summary>
    public decimal? Target1 { get; init; }

    /// <summary>Second target, traded quote.</summary>
    public decimal? Target2 { get; init; }

    /// <summary>Quantity, base asset, whole lot steps.</summary>
    public decimal? Quantity { get; init; }
}
