using Executor.Core.Arithmetic;
using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>All prices and quantities of a trade, decided before anything is sent.</summary>
public sealed record TradePlan
{
    /// <summary>Direction of the position.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>Close of the signal bar, feed quote.</summary>
    public required decimal SignalPrice { get; init; }

    /// <summary>Traded quote per feed quote at the time of planning; above 0, frozen for the life of the position.</summary>
    public required decimal KEntry { get; init; }

    /// <summary>Entry limit, feed quote.</summary>
    public required decimal FeedEntry { get; init; }

    /// <summary>Stop, feed quote.</summary>
    public required decimal FeedStop { get; init; }

    /// <summary>First target, feed quote.</summary>
    public required decimal FeedTarget1 { get; init; }

    /// <summary>Second target, feed quote.</summary>
    public required decimal FeedTarget2 { get; init; }

    /// <summary>Entry limit, traded quote, on the tick.</summary>
    public required decimal Entry { get; init; }

    /// <summary>Stop trigger, traded quote, on the tick.</summary>
    public required decimal Stop { get; init; }

    /// <summary>First target, traded quote, on the tick.</summary>
    public required decimal Target1 { get; init; }

    /// <summary>Second target, traded quote, on the tick.</summary>
    public required decimal Target2 { get; init; }

    /// <summary>Quantity of the whole trade, base asset, whole lot steps.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>
    /// The parts in which <see cref="Quantity"/> leaves; they sum to it. All 0 when it cannot be split: <see cref="ExitPlanCheck"/> refuses
    /// such a plan, so a trade never has one.
    /// </summary>
    public required LegQuantities Legs { get; init; }
}
