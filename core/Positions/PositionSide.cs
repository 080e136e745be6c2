using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>Direction of a position.</summary>
public enum PositionSide
{
    /// <summary>Base was bought; gains when the price rises.</summary>
    Long,

    /// <summary>Base was sold; gains when the price falls.</summary>
    Short,
}

/// <summary>What a side means for orders and prices.</summary>
public static class PositionSideExtensions
{
    /// <summary>Side of the order that opens the position.</summary>
    public static OrderSide EntrySide(this PositionSide side) => side switch
    {
        PositionSide.Long => OrderSide.Buy,
        PositionSide.Short => OrderSide.Sell,
    };

    /// <summary>Side of the orders that close the position.</summary>
    public static OrderSide ExitSide(this PositionSide side) => side.EntrySide().Opposite();
}
