using Executor.Core.Exchange;

namespace Executor.Core.Positions;

#pragma warning disable CA1720 // Long and Short are the words of the trade here, not the types of other languages.
/// <summary>Direction of a position.</summary>
public enum PositionSide
{
    /// <summary>Gains when the price rises.</summary>
    Long,

    /// <summary>Gains when the price falls.</summary>
    Short,
}
#pragma warning restore CA1720

/// <summary>Questions one may ask of a <see cref="PositionSide"/>.</summary>
public static class PositionSideExtensions
{
    /// <summary>The side of the order that opens the position.</summary>
    public static OrderSide EntrySide(this PositionSide side) => side switch
    {
        PositionSide.Long => OrderSide.Buy,
        PositionSide.Short => OrderSide.Sell,
    };

    /// <summary>The side of the orders that close the position.</summary>
    public static OrderSide ExitSide(this PositionSide side) => side.EntrySide().Opposite();

    /// <summary>The original's spelling, <c>LONG</c> or <c>SHORT</c>: part of client order ids and of the journal.</summary>
    public static string Text(this PositionSide side) => side switch
    {
        PositionSide.Long => "LONG",
        PositionSide.Short => "SHORT",
    };

    /// <summary>
    /// Reads <c>LONG</c> or <c>SHORT</c> in any case; anything else, blanks included, is refused rather than taken for a short.
    /// </summary>
    public static bool TryParse(string? text, out PositionSide side)
    {
        side = string.Equals(text, "SHORT", StringComparison.OrdinalIgnoreCase) ? PositionSide.Short : PositionSide.Long;
        return string.Equals(text, side.Text(), StringComparison.OrdinalIgnoreCase);
    }
}
